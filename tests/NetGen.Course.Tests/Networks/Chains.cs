namespace NetGen.Course.Tests.Networks;

// Depth itself is the lesson: how gradients fade through sigmoids, and what a chain of linear layers is worth.
#pragma warning disable NETGEN403, NETGEN405

/// <summary>1 scalar layer with sigmoid.</summary>
[Network]
[Input(1)]
[Dense(1, Bias = false), Sigmoid]
internal sealed partial class SigmoidChain1;

/// <inheritdoc cref="SigmoidChain1"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1, Bias = false), Sigmoid]
internal sealed partial class SigmoidChain1Double;

/// <summary>2 scalar layers with sigmoid.</summary>
[Network]
[Input(1)]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
internal sealed partial class SigmoidChain2;

/// <inheritdoc cref="SigmoidChain2"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
internal sealed partial class SigmoidChain2Double;

/// <summary>5 scalar layers with sigmoid.</summary>
[Network]
[Input(1)]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid]
internal sealed partial class SigmoidChain5;

/// <inheritdoc cref="SigmoidChain5"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid]
internal sealed partial class SigmoidChain5Double;

/// <summary>10 scalar layers with sigmoid.</summary>
[Network]
[Input(1)]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
internal sealed partial class SigmoidChain10;

/// <inheritdoc cref="SigmoidChain10"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
internal sealed partial class SigmoidChain10Double;

/// <summary>20 scalar layers with sigmoid.</summary>
[Network]
[Input(1)]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
internal sealed partial class SigmoidChain20;

/// <inheritdoc cref="SigmoidChain20"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
[Dense(1, Bias = false), Sigmoid, Dense(1, Bias = false), Sigmoid]
internal sealed partial class SigmoidChain20Double;

/// <summary>1 scalar layer with no activation.</summary>
[Network]
[Input(1)]
[Dense(1, Bias = false), Linear]
internal sealed partial class LinearChain1;

/// <inheritdoc cref="LinearChain1"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1, Bias = false), Linear]
internal sealed partial class LinearChain1Double;

/// <summary>2 scalar layers with no activation.</summary>
[Network]
[Input(1)]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
internal sealed partial class LinearChain2;

/// <inheritdoc cref="LinearChain2"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
internal sealed partial class LinearChain2Double;

/// <summary>5 scalar layers with no activation.</summary>
[Network]
[Input(1)]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear]
internal sealed partial class LinearChain5;

/// <inheritdoc cref="LinearChain5"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear]
internal sealed partial class LinearChain5Double;

/// <summary>10 scalar layers with no activation.</summary>
[Network]
[Input(1)]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
internal sealed partial class LinearChain10;

/// <inheritdoc cref="LinearChain10"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
internal sealed partial class LinearChain10Double;

/// <summary>20 scalar layers with no activation.</summary>
[Network]
[Input(1)]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
internal sealed partial class LinearChain20;

/// <inheritdoc cref="LinearChain20"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
[Dense(1, Bias = false), Linear, Dense(1, Bias = false), Linear]
internal sealed partial class LinearChain20Double;

/// <summary>1 scalar layer with relu.</summary>
[Network]
[Input(1)]
[Dense(1, Bias = false), Relu]
internal sealed partial class ReluChain1;

/// <inheritdoc cref="ReluChain1"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1, Bias = false), Relu]
internal sealed partial class ReluChain1Double;

/// <summary>2 scalar layers with relu.</summary>
[Network]
[Input(1)]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
internal sealed partial class ReluChain2;

/// <inheritdoc cref="ReluChain2"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
internal sealed partial class ReluChain2Double;

/// <summary>5 scalar layers with relu.</summary>
[Network]
[Input(1)]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu]
internal sealed partial class ReluChain5;

/// <inheritdoc cref="ReluChain5"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu]
internal sealed partial class ReluChain5Double;

/// <summary>10 scalar layers with relu.</summary>
[Network]
[Input(1)]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
internal sealed partial class ReluChain10;

/// <inheritdoc cref="ReluChain10"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
internal sealed partial class ReluChain10Double;

/// <summary>20 scalar layers with relu.</summary>
[Network]
[Input(1)]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
internal sealed partial class ReluChain20;

/// <inheritdoc cref="ReluChain20"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
[Dense(1, Bias = false), Relu, Dense(1, Bias = false), Relu]
internal sealed partial class ReluChain20Double;
