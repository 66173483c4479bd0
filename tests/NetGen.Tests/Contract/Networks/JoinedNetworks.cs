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

/// <summary>Two inputs and two outputs with a loss each.</summary>
[Network]
[Input(5, 4, 2, Name = "image")]
[Conv2D(3, 3), Tanh, GlobalAvgPool(Name = "seen")]
[Input(4, Name = "state")]
[Dense(6), Tanh, Concat("seen")]
[Dense(9), Softplus(Name = "body")]
[Dense(3), Softmax(Name = "policy")]
[Dense(1, From = "body", Name = "value")]
[Output("policy"), CategoricalCrossEntropy]
[Output("value"), MeanSquaredError(Weight = 0.5)]
internal sealed partial class Actor;

/// <summary>Two vectors that go through the same layers, and what is between them.</summary>
[Network(Precision = Precision.Double)]
[Input(6, Name = "left")]
[Use<Tower>(5, 4, Share = "tower", Name = "a")]
[Input(6, Name = "right")]
[Use<Tower>(5, 4, Share = "tower"), Subtract("a")]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class Twins;

/// <summary>A hidden layer and a residual one.</summary>
[Block]
[Dense(Arg.First), Tanh]
[Use<Shortcut>(Arg.Second)]
internal sealed class Tower;

/// <summary>A layer that adds to what comes in, whatever its width.</summary>
[Block]
[Dense(Arg.First), Add("Input", Project = Projection.Linear), Softplus]
internal sealed class Shortcut;
