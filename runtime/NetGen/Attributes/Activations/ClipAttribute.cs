namespace NetGen;

/// <summary>Cuts numbers off at both ends: <c>clip(x, low, high)</c>, with the derivative 0 at the ends and outside.</summary>
/// <param name="low">The smallest output; minus infinity for none.</param>
/// <param name="high">The largest output, above <paramref name="low"/>; infinity for none.</param>
public sealed class ClipAttribute(double low, double high) : LayerAttribute
{
    /// <summary>The smallest output.</summary>
    public double Low { get; } = low;

    /// <summary>The largest output.</summary>
    public double High { get; } = high;
}
