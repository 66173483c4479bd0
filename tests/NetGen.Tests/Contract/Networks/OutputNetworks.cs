namespace NetGen.Tests.Contract;

/// <summary>Two outputs, the last of which has the only loss.</summary>
[Network]
[Input(2)]
[Dense(2), Tanh(Name = "hidden")]
[Dense(2), Softmax(Name = "answer")]
[Output("hidden")]
[Output("answer"), SparseCategoricalCrossEntropy]
internal sealed partial class LossOnTheLast;

/// <summary>Two outputs, the first of which has the only loss.</summary>
[Network]
[Input(2)]
[Dense(2), Softmax(Name = "answer")]
[Dense(3), Tanh(Name = "further")]
[Output("answer"), SparseCategoricalCrossEntropy]
[Output("further")]
internal sealed partial class LossOnTheFirst;

/// <summary>A squared error on one of two outputs.</summary>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(3), Tanh(Name = "hidden")]
[Dense(2, Name = "answer")]
[Output("hidden")]
[Output("answer"), MeanSquaredError]
internal sealed partial class SquaredErrorOnTheLast;

/// <summary>A class for each step of a sequence, beside a number: several indices among the targets of a sample.</summary>
[Network(Precision = Precision.Double)]
[Input(3, 2)]
[Gru(4, ReturnSequence = true, Name = "body")]
[Dense(3), Softmax(Name = "kinds")]
[Gru(2, From = "body")]
[Dense(1, Name = "amount")]
[Output("amount"), MeanSquaredError]
[Output("kinds"), SparseCategoricalCrossEntropy]
internal sealed partial class KindsAndAmount;

/// <summary>Two inputs and one class.</summary>
[Network]
[Input(2, Name = "a")]
[Input(3, Name = "b")]
[Concat("a")]
[Dense(2), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class TwoInputsOneClass;

/// <summary>Running statistics of two layers.</summary>
[Network]
[Input(3)]
[Dense(4, Bias = false), BatchNorm, Tanh]
[Dense(2, Bias = false), BatchNorm(Name = "last")]
[MeanSquaredError]
internal sealed partial class TwoNorms;

/// <summary>Steps that know nothing of each other.</summary>
[Network]
[Input(6, 3)]
[CausalConv1D(5, 1)]
internal sealed partial class Pointwise;

/// <summary>A past of five steps.</summary>
[Network]
[Input(6, 3)]
[CausalConv1D(5, 2, Dilation = 4), Tanh]
[CausalConv1D(2, 2)]
internal sealed partial class Dilated;
