namespace NetGen.Course.Tests.Networks;

/// <summary>Four NAND gates that make one XOR: both inputs are read twice, and so is the first gate.</summary>
[Network]
[Input(2, Name = "x")]
[Dense(1, Name = "sum1"), Step(Name = "n1")]
[Concat("x", Name = "all")]
[Dense(2, Name = "sums23"), Step(Name = "n23")]
[Dense(1, Name = "sum4"), Step(Name = "y")]
internal sealed partial class XorFromNand;

/// <inheritdoc cref="XorFromNand"/>
[Network(Precision = Precision.Double)]
[Input(2, Name = "x")]
[Dense(1, Name = "sum1"), Step(Name = "n1")]
[Concat("x", Name = "all")]
[Dense(2, Name = "sums23"), Step(Name = "n23")]
[Dense(1, Name = "sum4"), Step(Name = "y")]
internal sealed partial class XorFromNandDouble;

/// <summary>A residual block without biases: relu(W2 relu(W1 x) + x).</summary>
[Network]
[Input(3, Name = "x")]
[Dense(3, Bias = false), Relu]
[Dense(3, Bias = false), Add("x"), Relu]
internal sealed partial class ResidualBlock;

/// <inheritdoc cref="ResidualBlock"/>
[Network(Precision = Precision.Double)]
[Input(3, Name = "x")]
[Dense(3, Bias = false), Relu]
[Dense(3, Bias = false), Add("x"), Relu]
internal sealed partial class ResidualBlockDouble;

/// <summary>The first product of the block.</summary>
[Network]
[Input(3)]
[Dense(3, Bias = false)]
internal sealed partial class ResidualProduct;

/// <inheritdoc cref="ResidualProduct"/>
[Network(Precision = Precision.Double)]
[Input(3)]
[Dense(3, Bias = false)]
internal sealed partial class ResidualProductDouble;

/// <summary>The block before its last activation.</summary>
[Network]
[Input(3, Name = "x")]
[Dense(3, Bias = false), Relu]
[Dense(3, Bias = false), Add("x")]
internal sealed partial class ResidualSum;

/// <inheritdoc cref="ResidualSum"/>
[Network(Precision = Precision.Double)]
[Input(3, Name = "x")]
[Dense(3, Bias = false), Relu]
[Dense(3, Bias = false), Add("x")]
internal sealed partial class ResidualSumDouble;
