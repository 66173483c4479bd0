namespace NetGen.Reports.Tests;

[Network]
[Input(4, 4, 2)]
[Conv2D(2, 2), Relu]
[Flatten]
[Dense(1)]
public sealed partial class TwoFilters;

[Network]
[Input(2, 2, 1)]
[Flatten]
[Dense(5)]
public sealed partial class FiveUnits;

[Network]
[Input(4)]
[Dense(2)]
public sealed partial class NoImage;

[Network]
[Input(2, 2, 1)]
[Flatten]
[Dense(3), Softmax]
[SparseCategoricalCrossEntropy]
public sealed partial class Classifier;

[Network]
[Input(4)]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class OneProbability;

[Network(Precision = Precision.Double)]
[Input(4)]
[Dense(2)]
[MeanSquaredError]
public sealed partial class TwoNumbers;

[Network]
[Input(4)]
[Dense(5), Relu]
[Dense(4), Tanh]
[Dense(3), Softmax]
[SparseCategoricalCrossEntropy]
public sealed partial class Hidden;
