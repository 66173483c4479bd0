namespace NetGen.Tests.Contract;

// Every loss with its reductions, behind the activation that belongs to it.

[Network]
[Input(7)]
[Dense(19), Tanh]
[Dense(5), Linear]
[MeanSquaredError]
internal sealed partial class SquaredErrorNetwork;

[Network]
[Input(7)]
[Dense(19), Tanh]
[Dense(5), Linear]
[MeanSquaredError(Half = true, Outputs = Reduction.Sum, Batch = Reduction.Sum)]
internal sealed partial class HalfSquaredErrorSumNetwork;

[Network]
[Input(7)]
[Dense(19), Tanh]
[Dense(5), Linear]
[MeanAbsoluteError]
internal sealed partial class AbsoluteErrorNetwork;

[Network]
[Input(7)]
[Dense(19), Tanh]
[Dense(5), Linear]
[MeanAbsoluteError(Outputs = Reduction.Sum)]
internal sealed partial class AbsoluteErrorSumNetwork;

[Network]
[Input(7)]
[Dense(19), Tanh]
[Dense(5), Linear]
[Huber(0.5)]
internal sealed partial class HuberNetwork;

[Network]
[Input(7)]
[Dense(19), Tanh]
[Dense(5), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class BinaryCrossEntropyNetwork;

[Network]
[Input(7)]
[Dense(19), Tanh]
[Dense(5), Softmax]
[CategoricalCrossEntropy]
internal sealed partial class CategoricalCrossEntropyNetwork;

[Network]
[Input(7)]
[Dense(19), Tanh]
[Dense(5), Softmax]
[CategoricalCrossEntropy(LabelSmoothing = 0.1)]
internal sealed partial class SmoothedCategoricalNetwork;

[Network]
[Input(7)]
[Dense(19), Tanh]
[Dense(5), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class SparseCategoricalNetwork;

[Network]
[Input(7)]
[Dense(19), Tanh]
[Dense(5), Softmax]
[SparseCategoricalCrossEntropy(Batch = Reduction.Sum)]
internal sealed partial class SparseCategoricalSumNetwork;

[Network]
[Input(7)]
[Dense(19), Tanh]
[Dense(5), Softmax]
[SparseCategoricalCrossEntropy(LabelSmoothing = 0.1)]
internal sealed partial class SmoothedSparseCategoricalNetwork;

[Network]
[Input(7)]
[Dense(19), Tanh]
[Dense(5), Softmax]
[SparseCategoricalCrossEntropy(IgnoreIndex = -1)]
internal sealed partial class IgnoringSparseCategoricalNetwork;
