namespace NetGen.Models;

/// <summary>Why a node of a model has no counterpart in a network.</summary>
/// <param name="Node">The node, layer or tensor, as its file names it.</param>
/// <param name="Operator">What it does, in the words of its format; empty for what is no operator.</param>
/// <param name="Reason">Why it cannot be mapped, or what is wrong with it.</param>
public sealed record ImportProblem(string Node, string Operator, string Reason)
{
    /// <summary>Node, operator and reason on one line.</summary>
    public override string ToString() => Operator.Length == 0 ? $"{Node}: {Reason}" : $"{Node} ({Operator}): {Reason}";
}
