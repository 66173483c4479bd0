namespace NetGen.Course.Tests.Networks;

/// <summary>Step(z), number by number.</summary>
[Network]
[Input(1)]
[Step]
internal sealed partial class StepUnit;

/// <inheritdoc cref="StepUnit"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Step]
internal sealed partial class StepUnitDouble;

/// <summary>The identity, number by number.</summary>
[Network]
[Input(1)]
[Linear]
internal sealed partial class LinearUnit;

/// <inheritdoc cref="LinearUnit"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Linear]
internal sealed partial class LinearUnitDouble;

/// <summary>Sigmoid(z), number by number.</summary>
[Network]
[Input(1)]
[Sigmoid]
internal sealed partial class SigmoidUnit;

/// <inheritdoc cref="SigmoidUnit"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Sigmoid]
internal sealed partial class SigmoidUnitDouble;

/// <summary>Tanh(z), number by number.</summary>
[Network]
[Input(1)]
[Tanh]
internal sealed partial class TanhUnit;

/// <inheritdoc cref="TanhUnit"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Tanh]
internal sealed partial class TanhUnitDouble;

/// <summary>Relu(z), number by number.</summary>
[Network]
[Input(1)]
[Relu]
internal sealed partial class ReluUnit;

/// <inheritdoc cref="ReluUnit"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Relu]
internal sealed partial class ReluUnitDouble;

/// <summary>Leaky relu(z), number by number.</summary>
[Network]
[Input(1)]
[LeakyRelu]
internal sealed partial class LeakyReluUnit;

/// <inheritdoc cref="LeakyReluUnit"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[LeakyRelu]
internal sealed partial class LeakyReluUnitDouble;

/// <summary>Relu(z) with a trained slope, number by number.</summary>
[Network]
[Input(1)]
[PRelu]
internal sealed partial class PReluUnit;

/// <inheritdoc cref="PReluUnit"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[PRelu]
internal sealed partial class PReluUnitDouble;

/// <summary>Elu(z), number by number.</summary>
[Network]
[Input(1)]
[Elu]
internal sealed partial class EluUnit;

/// <inheritdoc cref="EluUnit"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Elu]
internal sealed partial class EluUnitDouble;

/// <summary>Selu(z), number by number.</summary>
[Network]
[Input(1)]
[Selu]
internal sealed partial class SeluUnit;

/// <inheritdoc cref="SeluUnit"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Selu]
internal sealed partial class SeluUnitDouble;

/// <summary>Softmax over three numbers.</summary>
[Network]
[Input(3)]
[Softmax]
internal sealed partial class SoftmaxUnit;

/// <inheritdoc cref="SoftmaxUnit"/>
[Network(Precision = Precision.Double)]
[Input(3)]
[Softmax]
internal sealed partial class SoftmaxUnitDouble;
