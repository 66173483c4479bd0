namespace NetGen.Tests.Contract;

/// <summary>The largest of nine pixels.</summary>
[Network]
[Input(3, 3, 1)]
[MaxPool2D(3)]
internal sealed partial class MaxPoolOnly;

/// <summary>The same in double.</summary>
[Network(Precision = Precision.Double)]
[Input(3, 3, 1)]
[MaxPool2D(3)]
internal sealed partial class MaxPoolOnlyDouble;

/// <summary>The largest of three steps.</summary>
[Network]
[Input(3, 1)]
[MaxPool1D(3)]
internal sealed partial class MaxPool1DOnly;

/// <summary>The same in double.</summary>
[Network(Precision = Precision.Double)]
[Input(3, 1)]
[MaxPool1D(3)]
internal sealed partial class MaxPool1DOnlyDouble;

/// <summary>The largest of four pixels and a border.</summary>
[Network]
[Input(2, 2, 1)]
[MaxPool2D(3, Padding = 1, Stride = 3)]
internal sealed partial class BorderedMaxPoolOnly;

/// <summary>The same in double.</summary>
[Network(Precision = Precision.Double)]
[Input(2, 2, 1)]
[MaxPool2D(3, Padding = 1, Stride = 3)]
internal sealed partial class BorderedMaxPoolOnlyDouble;

/// <summary>The largest of all pixels.</summary>
[Network]
[Input(2, 3, 1)]
[GlobalMaxPool]
internal sealed partial class GlobalMaxPoolOnly;

/// <summary>The same in double.</summary>
[Network(Precision = Precision.Double)]
[Input(2, 3, 1)]
[GlobalMaxPool]
internal sealed partial class GlobalMaxPoolOnlyDouble;

/// <summary>The mean of nine pixels.</summary>
[Network]
[Input(3, 3, 1)]
[AvgPool2D(3)]
internal sealed partial class AvgPoolOnly;

/// <summary>The same in double.</summary>
[Network(Precision = Precision.Double)]
[Input(3, 3, 1)]
[AvgPool2D(3)]
internal sealed partial class AvgPoolOnlyDouble;

/// <summary>The mean of all pixels.</summary>
[Network]
[Input(2, 3, 1)]
[GlobalAvgPool]
internal sealed partial class GlobalAvgPoolOnly;

/// <summary>The same in double.</summary>
[Network(Precision = Precision.Double)]
[Input(2, 3, 1)]
[GlobalAvgPool]
internal sealed partial class GlobalAvgPoolOnlyDouble;

/// <summary>Four numbers on one scale.</summary>
[Network]
[Input(4)]
[LayerNorm]
internal sealed partial class LayerNormOnly;

/// <summary>The same in double.</summary>
[Network(Precision = Precision.Double)]
[Input(4)]
[LayerNorm]
internal sealed partial class LayerNormOnlyDouble;

/// <summary>Four channels, each a neighbour of all.</summary>
[Network]
[Input(1, 4)]
[LocalResponseNorm(7)]
internal sealed partial class LocalResponseNormOnly;

/// <summary>The same in double.</summary>
[Network(Precision = Precision.Double)]
[Input(1, 4)]
[LocalResponseNorm(7)]
internal sealed partial class LocalResponseNormOnlyDouble;

/// <summary>A kernel that covers the image.</summary>
[Network]
[Input(3, 2, 2)]
[Conv2D(3, 3, 2)]
internal sealed partial class ConvOnly;

/// <summary>The same in double.</summary>
[Network(Precision = Precision.Double)]
[Input(3, 2, 2)]
[Conv2D(3, 3, 2)]
internal sealed partial class ConvOnlyDouble;

/// <summary>One pixel that becomes an image.</summary>
[Network]
[Input(1, 1, 2)]
[ConvTranspose2D(3, 2)]
internal sealed partial class ConvTransposeOnly;

/// <summary>The same in double.</summary>
[Network(Precision = Precision.Double)]
[Input(1, 1, 2)]
[ConvTranspose2D(3, 2)]
internal sealed partial class ConvTransposeOnlyDouble;
