namespace NetGen.Tests.Contract;

/// <summary>A small classifier against class indices.</summary>
[Network]
[Input(3)]
[Dense(5), Tanh]
[Dense(4), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class Classifier;

/// <summary>The classifier in double.</summary>
[Network(Precision = Precision.Double)]
[Input(3)]
[Dense(5), Tanh]
[Dense(4), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class ClassifierDouble;

/// <summary>The classifier under another name.</summary>
[Network]
[Input(3)]
[Dense(5), Tanh]
[Dense(4), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class ClassifierTwin;

/// <summary>The classifier with another activation.</summary>
[Network]
[Input(3)]
[Dense(5), Relu]
[Dense(4), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class ClassifierWithRelu;

/// <summary>The classifier with one hidden unit more.</summary>
[Network]
[Input(3)]
[Dense(6), Tanh]
[Dense(4), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class WiderClassifier;

/// <summary>The classifier against distributions.</summary>
[Network]
[Input(3)]
[Dense(5), Tanh]
[Dense(4), Softmax]
[CategoricalCrossEntropy]
internal sealed partial class DistributionClassifier;

/// <summary>A small regression.</summary>
[Network]
[Input(3)]
[Dense(5), Tanh]
[Dense(2), Linear]
[MeanSquaredError]
internal sealed partial class Regressor;

/// <summary>A network that is only asked, never trained on a loss.</summary>
[Network]
[Input(3)]
[Dense(5), Tanh]
[Dense(2), Linear]
internal sealed partial class WithoutLoss;

/// <summary>Layers wide enough to be loops over packed panels.</summary>
[Network]
[Input(64)]
[Dense(300), Relu]
[Dense(10), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class Wide;

/// <summary>The wide network in double.</summary>
[Network(Precision = Precision.Double)]
[Input(64)]
[Dense(300), Relu]
[Dense(10), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class WideDouble;

/// <summary>Layers with names of their own and by default, with and without bias.</summary>
[Network]
[Input(3)]
[Dense(5, Name = "Hidden"), PRelu(0.1)]
[Dense(2, Bias = false), PRelu(0.2, PerChannel = true)]
internal sealed partial class NamedLayers;

/// <summary>A frozen layer between trained ones, and a frozen slope.</summary>
[Network]
[Input(3)]
[Dense(5), Tanh]
[Dense(4, Frozen = true), Tanh]
[Dense(2), PRelu(0.1, Frozen = true)]
[MeanSquaredError]
internal sealed partial class PartlyFrozen;

/// <summary>An image read as a vector.</summary>
[Network]
[Input(2, 3, 2)]
[Flatten]
[Dense(5), Tanh]
[Dense(2), Linear]
[MeanSquaredError]
internal sealed partial class ImageRegressor;

/// <summary>The same layers over a vector.</summary>
[Network]
[Input(12)]
[Dense(5), Tanh]
[Dense(2), Linear]
[MeanSquaredError]
internal sealed partial class VectorRegressor;
