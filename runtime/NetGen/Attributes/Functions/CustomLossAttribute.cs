namespace NetGen;

/// <summary>
/// A function of yours as loss: a static method of the class that takes an output and its target and returns the loss of that output. The
/// generator reads its text, derives its derivative and writes both as vector code; the method itself is never called.
/// </summary>
/// <param name="function">The name of the method, as <c>nameof(LogCosh)</c>.</param>
/// <remarks>What the method may contain is said at <see cref="ActivationAttribute"/>. It has no trained scalars.</remarks>
public sealed class CustomLossAttribute(string function) : LossAttribute
{
    /// <summary>The name of the method.</summary>
    public string Function { get; } = function;

    /// <summary>How the outputs of one sample are combined. Default: their mean.</summary>
    public Reduction Outputs { get; set; }
}
