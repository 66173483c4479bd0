namespace NetGen.Benchmarks;

/// <summary>The smallest network that learns exclusive or.</summary>
[Network]
[Input(2)]
[Dense(2), Tanh]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class W1;

/// <summary>A classifier of flowers by four measurements.</summary>
[Network]
[Input(4)]
[Dense(16), Relu]
[Dense(16), Relu]
[Dense(3), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class W2;

/// <summary>A classifier of digits of 8 x 8 pixels.</summary>
[Network]
[Input(64)]
[Dense(32), Relu]
[Dense(10), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class W3;

/// <summary>A classifier of digits of 28 x 28 pixels.</summary>
[Network]
[Input(784)]
[Dense(128), Relu]
[Dense(10), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class W4;

/// <summary>LeNet-5 on digits of 28 x 28 pixels, with average pooling (LeCun et al., 1998, with rectified linear units).</summary>
[Network]
[Input(28, 28, 1)]
[Conv2D(6, 5, Padding = 2), Relu]
[AvgPool2D(2)]
[Conv2D(16, 5), Relu]
[AvgPool2D(2)]
[Flatten]
[Dense(120), Relu]
[Dense(84), Relu]
[Dense(10), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class W5;

/// <summary>The same with maximum pooling.</summary>
[Network]
[Input(28, 28, 1)]
[Conv2D(6, 5, Padding = 2), Relu]
[MaxPool2D(2)]
[Conv2D(16, 5), Relu]
[MaxPool2D(2)]
[Flatten]
[Dense(120), Relu]
[Dense(84), Relu]
[Dense(10), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class W5max;

/// <summary>A small classifier of colour images of 32 x 32 pixels.</summary>
[Network]
[Input(32, 32, 3)]
[Conv2D(10, 5), Relu]
[MaxPool2D(2)]
[Conv2D(5, 3), Relu]
[MaxPool2D(2)]
[Flatten]
[Dense(10), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class W6;

/// <summary>A recurrent layer of 20 units on single numbers, as in audio: one step a call.</summary>
[Network]
[Input(64, 1)]
[Lstm(20)]
[Dense(1)]
internal sealed partial class W7Lstm;

/// <inheritdoc cref="W7Lstm"/>
[Network]
[Input(64, 1)]
[Gru(20)]
[Dense(1)]
internal sealed partial class W7Gru;

/// <summary>Two wide convolutions, as in the body of a large network.</summary>
[Network]
[Input(32, 32, 32)]
[Conv2D(64, 3, Padding = 1), Relu]
[Conv2D(64, 3, Padding = 1), Relu]
[MaxPool2D(2)]
internal sealed partial class W8;

/// <summary>Three dense layers without a join: what the networks beside it are held against.</summary>
[Network(Textbook = true)]
[Input(128)]
[Dense(128), Relu]
[Dense(128)]
[Relu]
[Dense(2)]
[MeanSquaredError]
internal sealed partial class W10Plain;

/// <summary>The same with a skip around the second layer.</summary>
[Network(Textbook = true)]
[Input(128)]
[Dense(128), Relu(Name = "stem")]
[Dense(128), Add("stem")]
[Relu]
[Dense(2)]
[MeanSquaredError]
internal sealed partial class W10Residual;

/// <summary>One layer as wide as the two of <see cref="W10Concat"/> together.</summary>
[Network(Textbook = true)]
[Input(128)]
[Dense(256), Relu]
[Dense(2)]
[MeanSquaredError]
internal sealed partial class W10Wide;

/// <summary>Two layers on one input, behind each other.</summary>
[Network(Textbook = true)]
[Input(128)]
[Dense(128), Relu(Name = "left")]
[Dense(128, From = "Input"), Relu]
[Concat("left")]
[Dense(2)]
[MeanSquaredError]
internal sealed partial class W10Concat;

/// <summary>One head as wide as the two of <see cref="W10Heads"/> together.</summary>
[Network(Textbook = true)]
[Input(128)]
[Dense(128), Relu]
[Dense(64)]
[MeanSquaredError]
internal sealed partial class W10Head;

/// <summary>Two heads on one body, each with a loss.</summary>
[Network(Textbook = true)]
[Input(128)]
[Dense(128), Relu(Name = "body")]
[Dense(32, Name = "first")]
[Dense(32, From = "body", Name = "second")]
[Output("first"), MeanSquaredError(Weight = 0.5)]
[Output("second"), MeanSquaredError(Weight = 0.5)]
internal sealed partial class W10Heads;
