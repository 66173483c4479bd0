namespace NetGen.Tests.Contract;

/// <summary>Kernels as large as the image.</summary>
[Network(Precision = Precision.Double)]
[Input(3, 4, 2)]
[Conv2D(5, 3, 4), Tanh]
[Flatten]
[MeanSquaredError]
internal sealed partial class WholeKernel;

/// <summary>A dense layer on the same pixels.</summary>
[Network(Precision = Precision.Double)]
[Input(3, 4, 2)]
[Flatten]
[Dense(5), Tanh]
[MeanSquaredError]
internal sealed partial class DenseOnPixels;
