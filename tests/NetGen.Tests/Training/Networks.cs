namespace NetGen.Tests;

/// <summary>Dropout without statistics of a batch.</summary>
[Network]
[Input(3)]
[Dense(20), Tanh]
[Dropout(0.4)]
[Dense(4), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class Dropped;

/// <summary>Three layers whose outputs have no limit, so that large weights make them infinite.</summary>
[Network]
[Input(3)]
[Dense(6), Relu]
[Dense(5), Relu]
[Dense(2), Linear]
[MeanSquaredError]
internal sealed partial class Unbounded;

/// <summary>A class that counts for nothing, among those that do.</summary>
[Network]
[Input(3)]
[Dense(6), Tanh]
[Dense(4), Softmax]
[SparseCategoricalCrossEntropy(IgnoreIndex = 2)]
internal sealed partial class IgnoringTheThird;

/// <summary>A layer of each kind that can be dead or saturated.</summary>
[Network]
[Input(6)]
[Dense(4), Relu]
[Dense(3), Tanh]
[Dense(4), Sigmoid]
[Dense(2), LeakyRelu]
[Dense(2), Softsign]
[Dense(3), HardTanh]
[Dense(2), LeakyRelu]
[Dense(2), HardSigmoid]
[Dense(3), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class Looked;

/// <summary>Small enough to look at in double.</summary>
[Network(Precision = Precision.Double)]
[Input(6)]
[Dense(4), Relu]
[Dense(3), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class LookedDouble;
