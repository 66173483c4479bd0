namespace NetGen.Tests.Contract;

// Every activation alone, over 19 numbers, in both number types.

[Network]
[Input(19)]
[Step]
internal sealed partial class StepOnly;

[Network(Precision = Precision.Double)]
[Input(19)]
[Step]
internal sealed partial class StepOnlyDouble;

[Network]
[Input(19)]
[Linear]
internal sealed partial class LinearOnly;

[Network(Precision = Precision.Double)]
[Input(19)]
[Linear]
internal sealed partial class LinearOnlyDouble;

[Network]
[Input(19)]
[Sigmoid]
internal sealed partial class SigmoidOnly;

[Network(Precision = Precision.Double)]
[Input(19)]
[Sigmoid]
internal sealed partial class SigmoidOnlyDouble;

[Network]
[Input(19)]
[Tanh]
internal sealed partial class TanhOnly;

[Network(Precision = Precision.Double)]
[Input(19)]
[Tanh]
internal sealed partial class TanhOnlyDouble;

[Network]
[Input(19)]
[Relu]
internal sealed partial class ReluOnly;

[Network(Precision = Precision.Double)]
[Input(19)]
[Relu]
internal sealed partial class ReluOnlyDouble;

[Network]
[Input(19)]
[LeakyRelu(0.2)]
internal sealed partial class LeakyReluOnly;

[Network(Precision = Precision.Double)]
[Input(19)]
[LeakyRelu(0.2)]
internal sealed partial class LeakyReluOnlyDouble;

[Network]
[Input(19)]
[PRelu]
internal sealed partial class PReluOnly;

[Network(Precision = Precision.Double)]
[Input(19)]
[PRelu]
internal sealed partial class PReluOnlyDouble;

[Network]
[Input(19)]
[PRelu(PerChannel = true)]
internal sealed partial class PReluPerChannelOnly;

[Network(Precision = Precision.Double)]
[Input(19)]
[PRelu(PerChannel = true)]
internal sealed partial class PReluPerChannelOnlyDouble;

[Network]
[Input(19)]
[Elu(0.5)]
internal sealed partial class EluOnly;

[Network(Precision = Precision.Double)]
[Input(19)]
[Elu(0.5)]
internal sealed partial class EluOnlyDouble;

[Network]
[Input(19)]
[Selu]
internal sealed partial class SeluOnly;

[Network(Precision = Precision.Double)]
[Input(19)]
[Selu]
internal sealed partial class SeluOnlyDouble;

[Network]
[Input(19)]
[Gelu]
internal sealed partial class GeluOnly;

[Network(Precision = Precision.Double)]
[Input(19)]
[Gelu]
internal sealed partial class GeluOnlyDouble;

[Network]
[Input(19)]
[Gelu(Approximate = true)]
internal sealed partial class GeluTanhOnly;

[Network(Precision = Precision.Double)]
[Input(19)]
[Gelu(Approximate = true)]
internal sealed partial class GeluTanhOnlyDouble;

[Network]
[Input(19)]
[Silu]
internal sealed partial class SiluOnly;

[Network(Precision = Precision.Double)]
[Input(19)]
[Silu]
internal sealed partial class SiluOnlyDouble;

[Network]
[Input(19)]
[Softplus]
internal sealed partial class SoftplusOnly;

[Network(Precision = Precision.Double)]
[Input(19)]
[Softplus]
internal sealed partial class SoftplusOnlyDouble;

[Network]
[Input(19)]
[Softsign]
internal sealed partial class SoftsignOnly;

[Network(Precision = Precision.Double)]
[Input(19)]
[Softsign]
internal sealed partial class SoftsignOnlyDouble;

[Network]
[Input(19)]
[HardSigmoid]
internal sealed partial class HardSigmoidOnly;

[Network(Precision = Precision.Double)]
[Input(19)]
[HardSigmoid]
internal sealed partial class HardSigmoidOnlyDouble;

[Network]
[Input(19)]
[HardTanh]
internal sealed partial class HardTanhOnly;

[Network(Precision = Precision.Double)]
[Input(19)]
[HardTanh]
internal sealed partial class HardTanhOnlyDouble;

[Network]
[Input(19)]
[Mish]
internal sealed partial class MishOnly;

[Network(Precision = Precision.Double)]
[Input(19)]
[Mish]
internal sealed partial class MishOnlyDouble;

[Network]
[Input(19)]
[Softmax]
internal sealed partial class SoftmaxOnly;

[Network(Precision = Precision.Double)]
[Input(19)]
[Softmax]
internal sealed partial class SoftmaxOnlyDouble;
