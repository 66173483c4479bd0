namespace NetGen.Tests.Contract;

// Layers that models of other frameworks bring along.

/// <summary>An image that is bordered, normalised by groups, and turned around.</summary>
[Network]
[Input(6, 5, 6)]
[Pad2D(1, Mode = PadMode.Reflect), Conv2D(6, 3), GroupNorm(3), HardSwish]
[ChannelShuffle(3), AdaptiveAvgPool2D(4, 3), Permute(1, 0, 2), Slice(0, 3)]
[Conv2D(4, 1), InstanceNorm, Relu6]
[Flatten]
[Dense(9), RmsNorm, Clip(-1, 1)]
[Dense(7), Abs]
[Dense(5), LogSoftmax]
[LogCosh]
internal sealed partial class ImportedImage;

/// <summary>A sequence that grows, in double precision.</summary>
[Network(Precision = Precision.Double)]
[Input(7, 3)]
[Pad1D(2, Mode = PadMode.Replicate), ConvTranspose1D(4, 3, Stride = 2), Softplus, Log]
[AdaptiveAvgPool1D(5), Exp, Scale, Tanh]
[Dense(3), Softplus, Sqrt]
[MeanSquaredError]
internal sealed partial class ImportedSequence;
