namespace NetGen;

/// <summary>
/// The largest number of each window of a sequence, feature by feature:
/// <c>output[t, c] = max over dt of input[t * stride + dt - padding, c]</c>. The border never wins. The gradient goes to the first of
/// several largest numbers; NaN in a window gives NaN. The output has
/// <c>floor((n + padding before + padding after - window) / stride) + 1</c> steps of n.
/// </summary>
/// <remarks>The input must be a sequence whose padded length holds the window.</remarks>
/// <param name="window">The steps of the window, at least 1.</param>
public sealed class MaxPool1DAttribute(int window) : PoolAttribute
{
    /// <summary>The steps of the window.</summary>
    public int Window { get; } = window;
}
