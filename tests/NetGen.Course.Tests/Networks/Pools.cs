namespace NetGen.Course.Tests.Networks;

/// <summary>The largest of 2x2 pixels of 4x4.</summary>
[Network]
[Input(4, 4, 1)]
[MaxPool2D(2)]
internal sealed partial class MaxPool2On4;

/// <inheritdoc cref="MaxPool2On4"/>
[Network(Precision = Precision.Double)]
[Input(4, 4, 1)]
[MaxPool2D(2)]
internal sealed partial class MaxPool2On4Double;

/// <summary>The mean of 2x2 pixels of 4x4.</summary>
[Network]
[Input(4, 4, 1)]
[AvgPool2D(2)]
internal sealed partial class AvgPool2On4;

/// <inheritdoc cref="AvgPool2On4"/>
[Network(Precision = Precision.Double)]
[Input(4, 4, 1)]
[AvgPool2D(2)]
internal sealed partial class AvgPool2On4Double;

/// <summary>The largest of 3x3 pixels of 5x5, windows overlapping.</summary>
[Network]
[Input(5, 5, 1)]
[MaxPool2D(3, Stride = 2)]
internal sealed partial class OverlappingPool;

/// <inheritdoc cref="OverlappingPool"/>
[Network(Precision = Precision.Double)]
[Input(5, 5, 1)]
[MaxPool2D(3, Stride = 2)]
internal sealed partial class OverlappingPoolDouble;

// That what is left over is dropped is the point.
#pragma warning disable NETGEN206

/// <summary>The largest of 2x2 pixels of 5x5: the last row and column belong to no window.</summary>
[Network]
[Input(5, 5, 1)]
[MaxPool2D(2)]
internal sealed partial class DroppingPool;

/// <inheritdoc cref="DroppingPool"/>
[Network(Precision = Precision.Double)]
[Input(5, 5, 1)]
[MaxPool2D(2)]
internal sealed partial class DroppingPoolDouble;

#pragma warning restore NETGEN206
