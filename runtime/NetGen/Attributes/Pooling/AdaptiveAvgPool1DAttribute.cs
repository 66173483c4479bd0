namespace NetGen;

/// <summary>
/// The mean of as many windows of a sequence as the output has steps, feature by feature: window i of n goes over the steps from
/// <c>floor(i * steps / n)</c> to before <c>ceil((i + 1) * steps / n)</c>.
/// </summary>
/// <remarks>The input must be a sequence.</remarks>
/// <param name="steps">The steps of the output, at least 1.</param>
public sealed class AdaptiveAvgPool1DAttribute(int steps) : LayerAttribute
{
    /// <summary>The steps of the output.</summary>
    public int Steps { get; } = steps;
}
