namespace NetGen.ColdStart;

/// <summary>The network that is started: 61,706 parameters, whose seeded first values stand in lenet.safetensors.</summary>
[Network]
[Weights("lenet.safetensors")]
[Input(28, 28, 1)]
[Conv2D(6, 5, Padding = Padding.Same), Relu]
[MaxPool2D(2)]
[Conv2D(16, 5), Relu]
[MaxPool2D(2)]
[Flatten]
[Dense(120), Relu]
[Dense(84), Relu]
[Dense(10), Softmax]
internal sealed partial class LeNet5;
