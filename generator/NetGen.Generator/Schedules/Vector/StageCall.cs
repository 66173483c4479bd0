using NetGen.Generator.Algebra;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>What a stage's method is given for an operand; the caller knows where each of these lies.</summary>
internal enum OperandKind
{
    /// <summary>The first row of a tensor of the samples.</summary>
    Rows,

    /// <summary>How far the rows of one tensor lie behind those of another.</summary>
    Distance,

    /// <summary>A parameter as it is among the flat ones.</summary>
    Parameter,

    /// <summary>A matrix for a row times it.</summary>
    Weights,

    /// <summary>The same matrix read the other way.</summary>
    TransposedWeights,

    /// <summary>The flat gradient of a parameter.</summary>
    Gradient,
}

/// <summary>One operand of a stage.</summary>
/// <param name="Origin">For a distance: what it is measured from.</param>
internal sealed record Operand(OperandKind Kind, Tensor Tensor, Tensor? Origin = null);

/// <summary>A stage as code: its methods and what they are called with, in order.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Method">The method for several samples.</param>
/// <param name="Single">The method for one sample, where there is a better one.</param>
/// <param name="Operands">The operands of both.</param>
/// <param name="Note">What a reader is told above the call.</param>
/// <param name="Parameters">The names that <paramref name="Inline"/> has for the operands.</param>
/// <param name="Inline">Writes the code for one sample without a call, parameters packed.</param>
internal sealed record StageCall(
    Stage Stage,
    string Method,
    string? Single,
    IReadOnlyList<Operand> Operands,
    IReadOnlyList<string> Note,
    IReadOnlyList<string> Parameters,
    Action<Emission.CodeWriter, Registers>? Inline)
{
    /// <summary>Why a batch is done the way it is.</summary>
    public string BatchNote { get; init; } = string.Empty;

    /// <summary>Why one sample is done by a loop.</summary>
    public string SingleNote { get; init; } = string.Empty;

    /// <summary>Why one sample is straight-line code.</summary>
    public string InlineNote { get; init; } = string.Empty;
}
