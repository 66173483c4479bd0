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

/// <summary>A batch is the sum over its samples.</summary>
[Network]
[Input(3)]
[Dense(5), Tanh]
[Dense(2)]
[MeanSquaredError(Batch = Reduction.Sum)]
internal sealed partial class Summed;

/// <summary>Sums over a batch, and a penalty that must not be.</summary>
[Network(Precision = Precision.Double)]
[Input(3)]
[Dense(2), L2(0.5)]
[MeanSquaredError(Batch = Reduction.Sum)]
internal sealed partial class SummedPenalized;

/// <summary>One weight and one bias.</summary>
[Network]
[Input(1)]
[Dense(1)]
[MeanSquaredError]
internal sealed partial class OneWeight;

/// <summary>Statistics of the input itself, so that a large one makes them infinite.</summary>
[Network]
[Input(1)]
[BatchNorm]
[Dense(1)]
[MeanSquaredError]
internal sealed partial class NormalizedInput;

/// <summary>Statistics over samples alone: a batch of one has none.</summary>
[Network]
[Input(3)]
[Dense(6, Bias = false)]
[BatchNorm, Tanh]
[Dense(4), Softmax]
[SparseCategoricalCrossEntropy(IgnoreIndex = 3)]
internal sealed partial class NormalizedIgnoring;

/// <summary>A class in each step, without a recurrent layer; its steps have weights.</summary>
[Network]
[Input(4, 3)]
[CausalConv1D(6, 2), Tanh]
[Dense(3), Softmax]
[SparseCategoricalCrossEntropy(StepWeights = true)]
internal sealed partial class WeightedSteps;

/// <summary>Distributions in each step, whose weights lie after them.</summary>
[Network(Precision = Precision.Double)]
[Input(4, 3)]
[Dense(3), Softmax]
[CategoricalCrossEntropy(StepWeights = true)]
internal sealed partial class WeightedDistributions;

/// <summary>The same without weights.</summary>
[Network]
[Input(4, 3)]
[CausalConv1D(6, 2), Tanh]
[Dense(3), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class PlainSteps;
