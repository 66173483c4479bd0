namespace NetGen.Samples.Digits;

/// <summary>
/// <see cref="DigitNet"/> up to its last hidden layer. Parameters lie in the order of the layers, so its parameters are the
/// first ones of the whole network, and it answers with the activations of that layer.
/// </summary>
[Network]
[Input(8, 8, 1)]
[Conv2D(16, 3, Padding = Padding.Same), Relu]
[Conv2D(32, 3, Padding = Padding.Same), Relu]
[MaxPool2D(2)]
[Flatten]
[Dense(64), Relu]
internal sealed partial class DigitFeatures;
