namespace NetGen.Reproducibility;

/// <summary>Small enough to be trained quickly without hardware for fused multiply-adds.</summary>
[Network]
[Input(5)]
[Dense(6), Sigmoid]
[Dense(3), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class Small;

/// <summary>Odd widths, which no vector divides, and activations with transcendental functions.</summary>
[Network]
[Input(13)]
[Dense(37), Gelu]
[Dense(24), LeakyRelu]
[Dense(18), Tanh]
[Dense(11), Elu]
[Dense(7), Softmax]
[SparseCategoricalCrossEntropy(LabelSmoothing = 0.1)]
internal sealed partial class Classifier;

/// <summary>Wide enough for tiles and packed panels.</summary>
[Network]
[Input(150)]
[Dense(140), Relu]
[Dense(66), Mish]
[Dense(10), Softmax]
[CategoricalCrossEntropy]
internal sealed partial class Wide;

/// <summary>The same in double precision, with a trained slope.</summary>
[Network(Precision = Precision.Double)]
[Input(9)]
[Dense(33), Silu]
[Dense(21), PRelu]
[Dense(12), Softplus]
[Dense(5), Sigmoid]
[MeanSquaredError]
internal sealed partial class Regression;
