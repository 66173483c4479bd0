using NetGen.Generator.Algebra;

namespace NetGen.Generator.Layers;

/// <summary>What the layers of a network keep of the past when steps come one at a time.</summary>
/// <param name="Before">All of it as one row, as the step finds it.</param>
internal sealed record StreamState(Tensor Before)
{
    private readonly List<(Tensor Tensor, int Offset)> _after = [];

    /// <summary>The parts of the row that a step makes new, each with its place in the row.</summary>
    public IReadOnlyList<(Tensor Tensor, int Offset)> After => _after;

    /// <summary>Has a part of the row replaced behind the step.</summary>
    public void Replace(int offset, Tensor tensor) => _after.Add((tensor, offset));
}
