using NetGen.Generator.Algebra;

namespace NetGen.Generator.Schedules.Direct;

/// <summary>A statement for one sample as a method, and what it is called with.</summary>
/// <param name="Method">The method.</param>
/// <param name="Operands">The tensors whose first elements it is given, in order.</param>
/// <param name="Note">What a reader is told above the call.</param>
internal sealed record DirectCall(string Method, IReadOnlyList<Tensor> Operands, IReadOnlyList<string> Note)
{
    /// <summary>What its products take, estimated; 0 where there are none.</summary>
    public double Cycles { get; init; }
}
