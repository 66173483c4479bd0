namespace NetGen.Tests;

/// <summary>What is trained first.</summary>
[Network]
[Input(6)]
[Dense(8, Name = "Base1", Bias = false), BatchNorm(Name = "Norm1"), Relu]
[Dense(5, Name = "Base2"), Tanh]
[Dense(3, Name = "Top"), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class Pretrained;

/// <summary>The same base under a new top of more classes.</summary>
[Network]
[Input(6)]
[Dense(8, Name = "Base1", Bias = false), BatchNorm(Name = "Norm1"), Relu]
[Dense(5, Name = "Base2"), Tanh]
[Dense(7, Name = "Extra"), Relu]
[Dense(4, Name = "Top"), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class Tuned;

/// <summary>As <see cref="Tuned"/>, its base declared frozen.</summary>
[Network]
[Input(6)]
[Dense(8, Name = "Base1", Bias = false, Frozen = true), BatchNorm(Name = "Norm1", Frozen = true), Relu]
[Dense(5, Name = "Base2", Frozen = true), Tanh]
[Dense(7, Name = "Extra"), Relu]
[Dense(4, Name = "Top"), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class TunedOnTop;

/// <summary>As <see cref="Pretrained"/>, in double.</summary>
[Network(Precision = Precision.Double)]
[Input(6)]
[Dense(8, Name = "Base1", Bias = false), BatchNorm(Name = "Norm1"), Relu]
[Dense(5, Name = "Base2")]
[MeanSquaredError]
internal sealed partial class PretrainedDouble;
