namespace NetGen.Benchmarks;

/// <summary>The smallest network that learns exclusive or.</summary>
[Network]
[Input(2)]
[Dense(2), Tanh]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class W1;

/// <summary>A classifier of flowers by four measurements.</summary>
[Network]
[Input(4)]
[Dense(16), Relu]
[Dense(16), Relu]
[Dense(3), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class W2;

/// <summary>A classifier of digits of 8 x 8 pixels.</summary>
[Network]
[Input(64)]
[Dense(32), Relu]
[Dense(10), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class W3;

/// <summary>A classifier of digits of 28 x 28 pixels.</summary>
[Network]
[Input(784)]
[Dense(128), Relu]
[Dense(10), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class W4;
