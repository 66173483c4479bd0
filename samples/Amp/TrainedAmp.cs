namespace NetGen.Samples.Amp;

/// <summary>The network as it is trained: a window of sound, a sample a step. The imported class AmpModel has the same layers.</summary>
[Network]
[Input(Window, 1)]
[Lstm(Units, ReturnSequence = true)]
[Dense(1)]
[MeanSquaredError]
internal sealed partial class TrainedAmp
{
    /// <summary>The steps that the gradient goes back.</summary>
    public const int Window = 512;

    /// <summary>The size of the LSTM: that of common models of amplifiers.</summary>
    public const int Units = 16;
}
