namespace NetGen.Tests.Contract;

// Odd sizes, and windows that leave something of them over, are what these are for.
#pragma warning disable NETGEN206

/// <summary>Convolutions, pools and a dense head.</summary>
[Network]
[Input(9, 7, 3)]
[Conv2D(6, 3, 4, Padding = Padding.Same), Relu]
[MaxPool2D(2)]
[DepthwiseConv2D(3, Multiplier = 2, Stride = 2, Padding = 1), Tanh]
[AvgPool2D(2, Stride = 1, Padding = 1)]
[Flatten]
[Dense(4), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class ImageClassifier;

/// <summary>The same in double.</summary>
[Network(Precision = Precision.Double)]
[Input(9, 7, 3)]
[Conv2D(6, 3, 4, Padding = Padding.Same), Relu]
[MaxPool2D(2)]
[DepthwiseConv2D(3, Multiplier = 2, Stride = 2, Padding = 1), Tanh]
[AvgPool2D(2, Stride = 1, Padding = 1)]
[Flatten]
[Dense(4), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class ImageClassifierDouble;

/// <summary>From a small image to a larger one.</summary>
[Network]
[Input(3, 4, 4)]
[ConvTranspose2D(6, 3, Stride = 2, Padding = 1, OutputPadding = 1, Groups = 2), LeakyRelu]
[LayerNorm]
[Upsample2D(2)]
[ZeroPad2D(1, 0, 2, 1)]
[Conv2D(4, 3, Dilation = 2, Groups = 2, Bias = false), Sigmoid]
[LocalResponseNorm(3, Alpha = 0.5)]
[Crop2D(1)]
[MeanSquaredError]
internal sealed partial class ImagePainter;

/// <summary>Convolutions of a sequence.</summary>
[Network]
[Input(13, 3)]
[Conv1D(5, 3, Stride = 2, PaddingSides = new[] { 2, 0 }), Silu]
[MaxPool1D(2, Stride = 1)]
[AvgPool1D(3, Padding = 1)]
[Reshape(1, 2, 5)]
[GlobalAvgPool]
[Dense(2)]
[Huber]
internal sealed partial class Listener;

/// <summary>No dense layer at all.</summary>
[Network(Precision = Precision.Double)]
[Input(6, 5, 2)]
[Conv2D(3, 3), Relu]
[GlobalMaxPool, Softmax]
[CategoricalCrossEntropy]
internal sealed partial class Fully;
