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

/// <summary>Convolutions and pools with borders and overlaps, and both norms.</summary>
[Network]
[Input(9, 7, 3)]
[Conv2D(6, 3, Padding = Padding.Same), LeakyRelu]
[LocalResponseNorm(3, Alpha = 0.1)]
[MaxPool2D(3, Stride = 2, Padding = 1)]
[DepthwiseConv2D(3, Multiplier = 2, Padding = 1), Tanh]
[AvgPool2D(2, Stride = 1, Padding = 1)]
[LayerNorm]
[Flatten]
[Dense(5), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class Pictures;

/// <summary>Sequences that become images, in double precision.</summary>
[Network(Precision = Precision.Double)]
[Input(12, 4)]
[Conv1D(6, 3, Stride = 2, Padding = 1, Groups = 2), Silu]
[Reshape(3, 4, 3)]
[ConvTranspose2D(4, 3, Stride = 2, Padding = 1, OutputPadding = 1), Relu]
[Conv2D(3, 2, Dilation = 2), Sigmoid]
[GlobalMaxPool]
[MeanSquaredError]
internal sealed partial class Sounds;

/// <summary>Two inputs, blocks with one set of parameters, and two outputs.</summary>
[Network]
[Input(7, Name = "left")]
[Use<Twin>(9, Share = "twin", Name = "a")]
[Input(7, Name = "right")]
[Use<Twin>(9, Share = "twin"), Subtract("a"), Tanh(Name = "between")]
[Dense(3, Name = "amounts")]
[Dense(4, From = "between"), Sigmoid(Name = "chances")]
[Output("chances"), BinaryCrossEntropy(Weight = 0.75)]
[Output("amounts"), MeanSquaredError]
internal sealed partial class Twins;

/// <summary>A layer with a shortcut.</summary>
[Block]
[Dense(Arg.First), Silu]
[Dense(Arg.First), Add("Input", Project = Projection.Linear), Softplus]
internal sealed class Twin;

/// <summary>Images that are scaled, and another picture in each epoch.</summary>
[Network]
[Input(8, 6, 2)]
[Conv2D(5, 3), Relu]
[Flatten]
[Dense(4), Softmax]
[CategoricalCrossEntropy]
internal sealed partial class Augmented;

/// <summary>Recurrent layers in both directions, and what comes between them.</summary>
[Network]
[Input(7, 3)]
[Dense(5), Tanh]
[Lstm(9, ReturnSequence = true, Bidirectional = true), LayerNorm]
[Gru(6)]
[Dense(4), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class Melody;

/// <summary>The past of a sequence seen through kernels and attention, in double precision.</summary>
[Network(Precision = Precision.Double)]
[Input(6, 4)]
[CausalConv1D(6, 2, Dilation = 2), Softplus]
[PositionalEncoding]
[SelfAttention(2, Causal = true)]
[SimpleRnn(5, ReturnSequence = true)]
[Dense(2)]
[MeanSquaredError]
internal sealed partial class Echo;
