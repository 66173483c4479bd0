namespace NetGen.Samples.Digits;

/// <summary>Two convolutions, a pool and two dense layers, with dropout: 38,282 parameters.</summary>
[Network]
[Input(8, 8, 1)]
[Conv2D(16, 3, Padding = Padding.Same, Initializer = Initializer.HeNormal), Relu]
[Conv2D(32, 3, Padding = Padding.Same, Initializer = Initializer.HeNormal), Relu]
[MaxPool2D(2)]
[Dropout(0.25)]
[Flatten]
[Dense(64, Initializer = Initializer.HeNormal), Relu]
[Dropout(0.25)]
[Dense(10), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class DigitNet;
