namespace NetGen;

/// <summary>
/// A number of a training run became NaN or infinite. Where a step found it, the step was not taken: parameters, buffers, optimiser and
/// average are as the step before left them. Where it was found when the epoch ended, they are as the last step left them.
/// </summary>
/// <param name="message">What is known about it.</param>
/// <param name="layer">The layer that was found.</param>
/// <param name="loss">The loss of the step.</param>
/// <param name="step">The number of the step.</param>
public sealed class DivergenceException(string message, string? layer, double loss, long step) : ArithmeticException(message)
{
    /// <summary>
    /// The layer where the number first appeared, as far as can be told; null if it was no layer, but the data or the loss.
    /// </summary>
    public string? Layer { get; } = layer;

    /// <summary>The loss of the step.</summary>
    public double Loss { get; } = loss;

    /// <summary>The number of the step, from 0, counted over all runs of the trainer.</summary>
    public long Step { get; } = step;
}
