using NetGen.Generator.Algebra;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Segments;

/// <summary>A stage as a method, and what it is called with.</summary>
/// <param name="Method">The method.</param>
/// <param name="Operands">The tensors whose first elements it is given, in order.</param>
/// <param name="Stage">The stage.</param>
internal sealed record SegmentCall(SizedMethod Method, IReadOnlyList<Tensor> Operands, SegmentStage Stage)
{
    /// <summary>What it sums over the samples of a group: its operand is the place of the lanes' sums.</summary>
    public Tensor? Summed { get; init; }

    /// <summary>Arguments behind the operands.</summary>
    public string Rest { get; init; } = string.Empty;
}
