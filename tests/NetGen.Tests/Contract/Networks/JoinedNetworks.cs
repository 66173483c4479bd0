namespace NetGen.Tests.Contract;

/// <summary>Vectors that are read several times.</summary>
[Network]
[Input(5, Name = "x")]
[Dense(5), Tanh, Add("x")]
[Dense(5), Sigmoid(Name = "gate")]
[Dense(5, From = "Add1"), Multiply("gate"), Subtract("x"), Average("x", "gate"), Maximum("Add1")]
[Concat("x")]
[Dense(3), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class JoinedVectors;

/// <summary>Images that are, with a shortcut that a convolution brings to their shape.</summary>
[Network(Precision = Precision.Double)]
[Input(8, 6, 3)]
[Conv2D(4, 3, Padding = 1, Stride = 2), Tanh(Name = "stem")]
[Conv2D(4, 3, Padding = 1), Add("stem"), Relu(Name = "body")]
[Conv2D(2, 1, Stride = 2, From = "Input"), Concat("body")]
[GlobalAvgPool]
[Dense(2)]
[MeanSquaredError]
internal sealed partial class JoinedImages;
