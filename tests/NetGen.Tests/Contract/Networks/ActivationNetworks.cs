namespace NetGen.Tests.Contract;

// Every activation behind a dense layer, under a loss: 19 units, so that whole vectors and a rest occur at every width.

// That nothing below a step learns is what is tested.
#pragma warning disable NETGEN414
[Network]
[Input(7)]
[Dense(19), Step]
[Dense(3), Linear]
[MeanSquaredError]
internal sealed partial class StepNetwork;
#pragma warning restore NETGEN414

// The identity is an activation to be tested like the others.
#pragma warning disable NETGEN403
[Network]
[Input(7)]
[Dense(19), Linear]
[Dense(3), Linear]
[MeanSquaredError]
internal sealed partial class LinearNetwork;
#pragma warning restore NETGEN403

[Network]
[Input(7)]
[Dense(19), Sigmoid]
[Dense(3), Linear]
[MeanSquaredError]
internal sealed partial class SigmoidNetwork;

[Network]
[Input(7)]
[Dense(19), Tanh]
[Dense(3), Linear]
[MeanSquaredError]
internal sealed partial class TanhNetwork;

[Network]
[Input(7)]
[Dense(19), Relu]
[Dense(3), Linear]
[MeanSquaredError]
internal sealed partial class ReluNetwork;

[Network]
[Input(7)]
[Dense(19), LeakyRelu(0.2)]
[Dense(3), Linear]
[MeanSquaredError]
internal sealed partial class LeakyReluNetwork;

[Network]
[Input(7)]
[Dense(19), PRelu]
[Dense(3), Linear]
[MeanSquaredError]
internal sealed partial class PReluNetwork;

[Network]
[Input(7)]
[Dense(19), PRelu(PerChannel = true)]
[Dense(3), Linear]
[MeanSquaredError]
internal sealed partial class PReluPerChannelNetwork;

[Network]
[Input(7)]
[Dense(19), Elu(0.5)]
[Dense(3), Linear]
[MeanSquaredError]
internal sealed partial class EluNetwork;

[Network]
[Input(7)]
[Dense(19), Selu]
[Dense(3), Linear]
[MeanSquaredError]
internal sealed partial class SeluNetwork;

[Network]
[Input(7)]
[Dense(19), Gelu]
[Dense(3), Linear]
[MeanSquaredError]
internal sealed partial class GeluNetwork;

[Network]
[Input(7)]
[Dense(19), Gelu(Approximate = true)]
[Dense(3), Linear]
[MeanSquaredError]
internal sealed partial class GeluTanhNetwork;

[Network]
[Input(7)]
[Dense(19), Silu]
[Dense(3), Linear]
[MeanSquaredError]
internal sealed partial class SiluNetwork;

[Network]
[Input(7)]
[Dense(19), Softplus]
[Dense(3), Linear]
[MeanSquaredError]
internal sealed partial class SoftplusNetwork;

[Network]
[Input(7)]
[Dense(19), Softsign]
[Dense(3), Linear]
[MeanSquaredError]
internal sealed partial class SoftsignNetwork;

[Network]
[Input(7)]
[Dense(19), HardSigmoid]
[Dense(3), Linear]
[MeanSquaredError]
internal sealed partial class HardSigmoidNetwork;

[Network]
[Input(7)]
[Dense(19), HardTanh]
[Dense(3), Linear]
[MeanSquaredError]
internal sealed partial class HardTanhNetwork;

[Network]
[Input(7)]
[Dense(19), Mish]
[Dense(3), Linear]
[MeanSquaredError]
internal sealed partial class MishNetwork;

#pragma warning disable NETGEN416
[Network]
[Input(7)]
[Dense(19), Softmax]
[Dense(3), Linear]
[MeanSquaredError]
internal sealed partial class SoftmaxNetwork;
#pragma warning restore NETGEN416
