namespace NetGen.Samples.Mnist;

/// <summary>One hidden layer of 128 units: 101,770 parameters, read off the attributes by the generator.</summary>
[Network]
[Input(28, 28, 1)]
[Flatten]
[Dense(128), Relu]
[Dense(10), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class DenseClassifier;
