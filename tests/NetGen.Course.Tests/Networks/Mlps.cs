namespace NetGen.Course.Tests.Networks;

/// <summary>XOR with two hidden relu units.</summary>
[Network]
[Input(2)]
[Dense(2), Relu]
[Dense(1), Linear]
[MeanSquaredError(Outputs = Reduction.Sum)]
internal sealed partial class XorMlp;

/// <inheritdoc cref="XorMlp"/>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(2), Relu]
[Dense(1), Linear]
[MeanSquaredError(Outputs = Reduction.Sum)]
internal sealed partial class XorMlpDouble;

// That two linear layers are one is what the course shows with these.
#pragma warning disable NETGEN403

/// <summary>Two linear layers of one unit each.</summary>
[Network]
[Input(1)]
[Dense(1), Linear]
[Dense(1), Linear]
internal sealed partial class LinearPair;

/// <inheritdoc cref="LinearPair"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1), Linear]
[Dense(1), Linear]
internal sealed partial class LinearPairDouble;

/// <summary>Two linear layers, 2-2-1.</summary>
[Network]
[Input(2)]
[Dense(2), Linear]
[Dense(1), Linear]
internal sealed partial class LinearStack;

/// <inheritdoc cref="LinearStack"/>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(2), Linear]
[Dense(1), Linear]
internal sealed partial class LinearStackDouble;

#pragma warning restore NETGEN403

/// <summary>A unit that reaches the output by two paths.</summary>
[Network]
[Input(1)]
[Dense(1, Bias = false), Sigmoid]
[Dense(2, Bias = false), Sigmoid]
[Dense(1, Bias = false), Linear]
[MeanSquaredError(Outputs = Reduction.Sum)]
internal sealed partial class TwoPaths;

/// <inheritdoc cref="TwoPaths"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1, Bias = false), Sigmoid]
[Dense(2, Bias = false), Sigmoid]
[Dense(1, Bias = false), Linear]
[MeanSquaredError(Outputs = Reduction.Sum)]
internal sealed partial class TwoPathsDouble;

/// <summary>The 4-3-2-1 network on a 2x2 image, with biases.</summary>
[Network]
[Input(2, 2, 1)]
[Flatten]
[Dense(3), Sigmoid]
[Dense(2), Sigmoid]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class ImageMlp;

/// <inheritdoc cref="ImageMlp"/>
[Network(Precision = Precision.Double)]
[Input(2, 2, 1)]
[Flatten]
[Dense(3), Sigmoid]
[Dense(2), Sigmoid]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class ImageMlpDouble;

/// <summary>The 4-3-2-1 network on a 2x2 image, without biases.</summary>
[Network]
[Input(2, 2, 1)]
[Flatten]
[Dense(3, Bias = false), Sigmoid]
[Dense(2, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class ImageMlpWithoutBias;

/// <inheritdoc cref="ImageMlpWithoutBias"/>
[Network(Precision = Precision.Double)]
[Input(2, 2, 1)]
[Flatten]
[Dense(3, Bias = false), Sigmoid]
[Dense(2, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class ImageMlpWithoutBiasDouble;

/// <summary>The 4-3-2-1 network of which only the top layer is trained.</summary>
[Network]
[Input(2, 2, 1)]
[Flatten]
[Dense(3, Bias = false, Frozen = true), Sigmoid]
[Dense(2, Bias = false, Frozen = true), Sigmoid]
[Dense(1, Bias = false), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class ImageMlpTop1;

/// <inheritdoc cref="ImageMlpTop1"/>
[Network(Precision = Precision.Double)]
[Input(2, 2, 1)]
[Flatten]
[Dense(3, Bias = false, Frozen = true), Sigmoid]
[Dense(2, Bias = false, Frozen = true), Sigmoid]
[Dense(1, Bias = false), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class ImageMlpTop1Double;

/// <summary>The 4-3-2-1 network of which the two top layers are trained.</summary>
[Network]
[Input(2, 2, 1)]
[Flatten]
[Dense(3, Bias = false, Frozen = true), Sigmoid]
[Dense(2, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class ImageMlpTop2;

/// <inheritdoc cref="ImageMlpTop2"/>
[Network(Precision = Precision.Double)]
[Input(2, 2, 1)]
[Flatten]
[Dense(3, Bias = false, Frozen = true), Sigmoid]
[Dense(2, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class ImageMlpTop2Double;

/// <summary>2-2-1, tanh and sigmoid, squared error.</summary>
[Network]
[Input(2)]
[Dense(2), Tanh]
[Dense(1), Sigmoid]
[MeanSquaredError(Outputs = Reduction.Sum)]
internal sealed partial class TanhSigmoidMlp;

/// <inheritdoc cref="TanhSigmoidMlp"/>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(2), Tanh]
[Dense(1), Sigmoid]
[MeanSquaredError(Outputs = Reduction.Sum)]
internal sealed partial class TanhSigmoidMlpDouble;

/// <summary>2-2-1, tanh and sigmoid, squared error, without biases.</summary>
[Network]
[Input(2)]
[Dense(2, Bias = false), Tanh]
[Dense(1, Bias = false), Sigmoid]
[MeanSquaredError(Outputs = Reduction.Sum)]
internal sealed partial class TanhSigmoidMlpWithoutBias;

/// <inheritdoc cref="TanhSigmoidMlpWithoutBias"/>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(2, Bias = false), Tanh]
[Dense(1, Bias = false), Sigmoid]
[MeanSquaredError(Outputs = Reduction.Sum)]
internal sealed partial class TanhSigmoidMlpWithoutBiasDouble;

/// <summary>2-2-1, sigmoid twice, squared error.</summary>
[Network]
[Input(2)]
[Dense(2), Sigmoid]
[Dense(1), Sigmoid]
[MeanSquaredError(Outputs = Reduction.Sum)]
internal sealed partial class SigmoidSigmoidMlp;

/// <inheritdoc cref="SigmoidSigmoidMlp"/>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(2), Sigmoid]
[Dense(1), Sigmoid]
[MeanSquaredError(Outputs = Reduction.Sum)]
internal sealed partial class SigmoidSigmoidMlpDouble;

/// <summary>2-3-1 with relu, half the squared error, without biases.</summary>
[Network]
[Input(2)]
[Dense(3, Bias = false), Relu]
[Dense(1, Bias = false), Linear]
[MeanSquaredError(Half = true)]
internal sealed partial class ReluMlpWithoutBias;

/// <inheritdoc cref="ReluMlpWithoutBias"/>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(3, Bias = false), Relu]
[Dense(1, Bias = false), Linear]
[MeanSquaredError(Half = true)]
internal sealed partial class ReluMlpWithoutBiasDouble;

// The course lets a ReLU at the output lose every gradient.
#pragma warning disable NETGEN406

/// <summary>2-3-1 with relu on the output too.</summary>
[Network]
[Input(2)]
[Dense(3), Relu]
[Dense(1), Relu]
[MeanSquaredError(Outputs = Reduction.Sum)]
internal sealed partial class ReluOutputMlp;

/// <inheritdoc cref="ReluOutputMlp"/>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(3), Relu]
[Dense(1), Relu]
[MeanSquaredError(Outputs = Reduction.Sum)]
internal sealed partial class ReluOutputMlpDouble;

#pragma warning restore NETGEN406

/// <summary>2-12-1.</summary>
[Network]
[Input(2)]
[Dense(12), Relu]
[Dense(1), Linear]
internal sealed partial class Mlp2To12To1;

/// <inheritdoc cref="Mlp2To12To1"/>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(12), Relu]
[Dense(1), Linear]
internal sealed partial class Mlp2To12To1Double;

/// <summary>A line through points.</summary>
[Network]
[Input(1)]
[Dense(1), Linear]
[MeanSquaredError]
internal sealed partial class LineFit;

/// <inheritdoc cref="LineFit"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1), Linear]
[MeanSquaredError]
internal sealed partial class LineFitDouble;

/// <summary>784-1-10 with relu, on images.</summary>
[Network]
[Input(28, 28, 1)]
[Flatten]
[Dense(1), Relu]
[Dense(10), Relu]
internal sealed partial class DigitMlp1;

/// <inheritdoc cref="DigitMlp1"/>
[Network(Precision = Precision.Double)]
[Input(28, 28, 1)]
[Flatten]
[Dense(1), Relu]
[Dense(10), Relu]
internal sealed partial class DigitMlp1Double;

/// <summary>784-16-10 with relu, on images.</summary>
[Network]
[Input(28, 28, 1)]
[Flatten]
[Dense(16), Relu]
[Dense(10), Relu]
internal sealed partial class DigitMlp16;

/// <inheritdoc cref="DigitMlp16"/>
[Network(Precision = Precision.Double)]
[Input(28, 28, 1)]
[Flatten]
[Dense(16), Relu]
[Dense(10), Relu]
internal sealed partial class DigitMlp16Double;

/// <summary>784-100-10 with relu, on images.</summary>
[Network]
[Input(28, 28, 1)]
[Flatten]
[Dense(100), Relu]
[Dense(10), Relu]
internal sealed partial class DigitMlp100;

/// <inheritdoc cref="DigitMlp100"/>
[Network(Precision = Precision.Double)]
[Input(28, 28, 1)]
[Flatten]
[Dense(100), Relu]
[Dense(10), Relu]
internal sealed partial class DigitMlp100Double;

/// <summary>784-128-10 with relu, on images.</summary>
[Network]
[Input(28, 28, 1)]
[Flatten]
[Dense(128), Relu]
[Dense(10), Relu]
internal sealed partial class DigitMlp128;

/// <inheritdoc cref="DigitMlp128"/>
[Network(Precision = Precision.Double)]
[Input(28, 28, 1)]
[Flatten]
[Dense(128), Relu]
[Dense(10), Relu]
internal sealed partial class DigitMlp128Double;
