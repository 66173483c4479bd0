namespace NetGen;

/// <summary>
/// What to look at while a network trains: gradients and updates of each layer, and, for networks that can be traced, dead units and
/// saturated activations. What is found stands in <see cref="EpochRecord.Layers"/>. It changes no bit of the training; without it a step
/// does no more than before.
/// </summary>
/// <remarks>
/// Gradients and updates are those of the epoch's last step. Activations are those after it, in inference mode, for some training samples,
/// evenly spread over the data set and not augmented; they need <c>[Network(Trace = true)]</c> (<see cref="ITracedNetwork{T}"/>), because
/// another network keeps no room where all its layers could be looked at.
/// </remarks>
/// <example>
/// <code>
/// History history = trainer.Fit(train, new FitOptions { Epochs = 10, Diagnostics = new RunDiagnostics() });
/// foreach (LayerDiagnostics layer in history.Last.Layers)
///     Console.WriteLine($"{layer.Layer}: gradient {layer.GradientNorm}, update / weights {layer.UpdateRatio}, dead {layer.DeadShare}");
/// </code>
/// </example>
public sealed record RunDiagnostics
{
    /// <summary>Looks at every epoch of the run whose number, from 1, is a multiple of this; at least 1. Default: 1.</summary>
    public int EveryEpochs { get; init; } = 1;

    /// <summary>The samples whose activations are looked at, at least 1; all, where there are fewer. Default: 64.</summary>
    public int Samples { get; init; } = 64;

    /// <summary>
    /// An activation is saturated where its slope is below this share of the steepest one, above 0 and below 1. Default: 0.05, which is
    /// |output| above 0.975 for tanh, outputs below 0.013 or above 0.987 for sigmoid, and |output| above 0.776 for softsign.
    /// </summary>
    public double SaturationSlope { get; init; } = 0.05;

    internal void Validate()
    {
        if (EveryEpochs < 1)
            throw new ArgumentOutOfRangeException(nameof(EveryEpochs), $"Expected diagnostics every 1 epoch or more, got {EveryEpochs}.");
        if (Samples < 1)
            throw new ArgumentOutOfRangeException(nameof(Samples), $"Expected at least 1 sample for diagnostics, got {Samples}.");
        if (!(SaturationSlope > 0 && SaturationSlope < 1))
            throw new ArgumentOutOfRangeException(
                nameof(SaturationSlope),
                FormattableString.Invariant($"Expected a share of the steepest slope above 0 and below 1, got {SaturationSlope}."));
    }
}
