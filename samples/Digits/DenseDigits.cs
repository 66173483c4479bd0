namespace NetGen.Samples.Digits;

/// <summary>One hidden layer of 64 units, to compare with: 4,810 parameters.</summary>
[Network]
[Input(8, 8, 1)]
[Flatten]
[Dense(64), Relu]
[Dense(10), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class DenseDigits;
