namespace NetGen;

/// <summary>
/// A function of yours as activation: a static method of the class that takes a number and returns one. The generator reads its text,
/// derives its derivative and writes both as vector code; the method itself is never called.
/// </summary>
/// <param name="function">The name of the method, as <c>nameof(Swish)</c>.</param>
/// <remarks>
/// <code>
/// [Network, Input(4), Dense(8), Activation(nameof(Swish)), Dense(1), MeanSquaredError]
/// public sealed partial class Net
/// {
///     private static float Swish(float x, [Parameter(1)] float beta) => x / (1 + MathF.Exp(-beta * x));
/// }
/// </code>
/// It may call <c>MathF</c> (in networks of double <c>Math</c>), <see cref="VectorMath"/> and other static methods of the class, and use
/// locals, constants, conditions and <c>if</c>. A condition is differentiated branch by branch. What else it contains is an error at that
/// place.
/// </remarks>
public sealed class ActivationAttribute(string function) : LayerAttribute
{
    /// <summary>The name of the method.</summary>
    public string Function { get; } = function;

    /// <summary>Frozen trained scalars get no gradient. Default: false.</summary>
    public bool Frozen { get; set; }
}
