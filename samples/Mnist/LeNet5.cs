namespace NetGen.Samples.Mnist;

/// <summary>LeNet-5 (LeCun, Bottou, Bengio and Haffner, 1998) with rectified linear units and maximum pooling: 61,706 parameters.</summary>
[Network]
[Input(28, 28, 1)]
[Conv2D(6, 5, Padding = Padding.Same), Relu]
[MaxPool2D(2)]
[Conv2D(16, 5), Relu]
[MaxPool2D(2)]
[Flatten]
[Dense(120), Relu]
[Dense(84), Relu]
[Dense(10), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class LeNet5;
