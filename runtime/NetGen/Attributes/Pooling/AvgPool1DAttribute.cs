namespace NetGen;

/// <summary>
/// The mean of each window of a sequence, feature by feature: <c>output[t, c] = mean over dt of input[t * stride + dt - padding, c]</c>,
/// over what lies on the input.
/// The output has <c>floor((n + padding before + padding after - window) / stride) + 1</c> steps of n.
/// </summary>
/// <remarks>The input must be a sequence whose padded length holds the window.</remarks>
/// <param name="window">The steps of the window, at least 1.</param>
public sealed class AvgPool1DAttribute(int window) : PoolAttribute
{
    /// <summary>The steps of the window.</summary>
    public int Window { get; } = window;

    /// <summary>Whether the border counts as zeros: then every sum is divided by the whole window. Default: false.</summary>
    public bool CountPadding { get; set; }
}
