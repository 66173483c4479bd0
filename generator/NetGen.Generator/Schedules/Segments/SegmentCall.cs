using NetGen.Generator.Algebra;

namespace NetGen.Generator.Schedules.Segments;

/// <summary>A stage as a method, and what it is called with.</summary>
/// <param name="Method">The method.</param>
/// <param name="Operands">The tensors whose first elements it is given, in order.</param>
/// <param name="Note">What a reader is told above the call.</param>
internal sealed record SegmentCall(string Method, IReadOnlyList<Tensor> Operands, IReadOnlyList<string> Note)
{
    /// <summary>What its products take, estimated; 0 where there are none.</summary>
    public double Cycles { get; init; }

    /// <summary>What it sums over the samples of a group: its operand is the place of the lanes' sums.</summary>
    public Tensor? Summed { get; init; }

    /// <summary>Arguments behind the operands.</summary>
    public string Rest { get; init; } = string.Empty;
}
