namespace NetGen.Tests.Contract.Networks;

/// <summary>Penalties on one layer and on all, weights and biases.</summary>
[Network(Textbook = true)]
[L2(0.125)]
[Input(5)]
[Dense(7), L1(0.25, Biases = true), Tanh]
[Dense(6), Sigmoid, L2(0.5)]
[Dense(4, Frozen = true), PRelu(PerChannel = true)]
[Dense(3)]
[MeanSquaredError]
internal sealed partial class Penalized;

/// <summary>The same network without penalties.</summary>
[Network]
[Input(5)]
[Dense(7), Tanh]
[Dense(6), Sigmoid]
[Dense(4, Frozen = true), PRelu(PerChannel = true)]
[Dense(3)]
[MeanSquaredError]
internal sealed partial class Unpenalized;

/// <summary>A penalty behind the loss is on all layers.</summary>
[Network(Precision = Precision.Double)]
[Input(6, 6, 2)]
[Conv2D(3, 3, Bias = false), BatchNorm, Relu]
[Flatten]
[Dense(2)]
[MeanSquaredError]
[L2(0.5)]
internal sealed partial class PenalizedImage;
