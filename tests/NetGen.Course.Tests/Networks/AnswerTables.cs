namespace NetGen.Course.Tests.Networks;

// A table of answers: its inputs are one-hot, so sample i is answered with row i of the weights, and the gradient of a weight
// is the derivative of the cost in that answer. The course gives probabilities, not what a sigmoid or softmax makes of
// something, so the cross-entropies have no partner here.
#pragma warning disable NETGEN401

/// <summary>Five answers under the squared error.</summary>
[Network]
[Input(5)]
[Dense(1, Bias = false), Linear]
[MeanSquaredError]
internal sealed partial class SquaredErrorTable;

/// <inheritdoc cref="SquaredErrorTable"/>
[Network(Precision = Precision.Double)]
[Input(5)]
[Dense(1, Bias = false), Linear]
[MeanSquaredError]
internal sealed partial class SquaredErrorTableDouble;

/// <summary>Five answers under the absolute error.</summary>
[Network]
[Input(5)]
[Dense(1, Bias = false), Linear]
[MeanAbsoluteError]
internal sealed partial class AbsoluteErrorTable;

/// <inheritdoc cref="AbsoluteErrorTable"/>
[Network(Precision = Precision.Double)]
[Input(5)]
[Dense(1, Bias = false), Linear]
[MeanAbsoluteError]
internal sealed partial class AbsoluteErrorTableDouble;

/// <summary>Five answers under the Huber loss.</summary>
[Network]
[Input(5)]
[Dense(1, Bias = false), Linear]
[Huber]
internal sealed partial class HuberTable;

/// <inheritdoc cref="HuberTable"/>
[Network(Precision = Precision.Double)]
[Input(5)]
[Dense(1, Bias = false), Linear]
[Huber]
internal sealed partial class HuberTableDouble;

/// <summary>Three probabilities under binary cross-entropy.</summary>
[Network]
[Input(3)]
[Dense(1, Bias = false), Linear]
[BinaryCrossEntropy]
internal sealed partial class BinaryTable;

/// <inheritdoc cref="BinaryTable"/>
[Network(Precision = Precision.Double)]
[Input(3)]
[Dense(1, Bias = false), Linear]
[BinaryCrossEntropy]
internal sealed partial class BinaryTableDouble;

/// <summary>Two distributions under categorical cross-entropy; the mean over samples.</summary>
[Network]
[Input(2)]
[Dense(3, Bias = false), Linear]
[CategoricalCrossEntropy]
internal sealed partial class CategoricalTable;

/// <inheritdoc cref="CategoricalTable"/>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(3, Bias = false), Linear]
[CategoricalCrossEntropy]
internal sealed partial class CategoricalTableDouble;

/// <summary>Two distributions under categorical cross-entropy; the sum over samples.</summary>
[Network]
[Input(2)]
[Dense(3, Bias = false), Linear]
[CategoricalCrossEntropy(Batch = Reduction.Sum)]
internal sealed partial class CategoricalSumTable;

/// <inheritdoc cref="CategoricalSumTable"/>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(3, Bias = false), Linear]
[CategoricalCrossEntropy(Batch = Reduction.Sum)]
internal sealed partial class CategoricalSumTableDouble;

/// <summary>Two distributions under categorical cross-entropy against class indices.</summary>
[Network]
[Input(2)]
[Dense(3, Bias = false), Linear]
[SparseCategoricalCrossEntropy]
internal sealed partial class SparseTable;

/// <inheritdoc cref="SparseTable"/>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(3, Bias = false), Linear]
[SparseCategoricalCrossEntropy]
internal sealed partial class SparseTableDouble;
