namespace NetGen.Tests.Contract;

/// <summary>Statistics over samples and places, then over samples alone, with dropout between.</summary>
[Network]
[Input(4, 3, 2)]
[Conv2D(4, 3, Padding = Padding.Same, Bias = false)]
[BatchNorm, Relu]
[Flatten]
[Dropout(0.3)]
[Dense(6, Bias = false)]
[BatchNorm, Tanh]
[Dropout(0.5)]
[Dense(3), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class Normalized;

/// <summary>Statistics over samples and places only: one sample has enough of them.</summary>
[Network]
[Input(4, 3, 2)]
[BatchNorm]
[Flatten]
[Dense(3), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class NormalizedPlaces;
