namespace NetGen.Samples.Sequence;

/// <summary>A network of the size that models of guitar amplifiers have. How many steps a sequence has does not matter to a stream.</summary>
[Network]
[Input(64, 1)]
[Gru(20, ReturnSequence = true)]
[Dense(1)]
[MeanSquaredError]
internal sealed partial class SoundNet;
