namespace NetGen.Course.Tests.Networks;

/// <summary>Four channels of 2x2 pixels. The running statistics become those of the batch.</summary>
[Network]
[Input(2, 2, 4)]
[BatchNorm(Momentum = 1)]
internal sealed partial class NormalizedImage;

/// <inheritdoc cref="NormalizedImage"/>
[Network(Precision = Precision.Double)]
[Input(2, 2, 4)]
[BatchNorm(Momentum = 1)]
internal sealed partial class NormalizedImageDouble;

/// <summary>Four channels of one number.</summary>
[Network]
[Input(4)]
[BatchNorm(Momentum = 1)]
internal sealed partial class NormalizedVector;

/// <inheritdoc cref="NormalizedVector"/>
[Network(Precision = Precision.Double)]
[Input(4)]
[BatchNorm(Momentum = 1)]
internal sealed partial class NormalizedVectorDouble;

/// <summary>A quarter of the elements drops out.</summary>
[Network]
[Input(4)]
[Dropout(0.25)]
internal sealed partial class QuarterDropped;

/// <inheritdoc cref="QuarterDropped"/>
[Network(Precision = Precision.Double)]
[Input(4)]
[Dropout(0.25)]
internal sealed partial class QuarterDroppedDouble;

/// <summary>A line through points, by its distance from them.</summary>
[Network]
[Input(1)]
[Dense(1), Linear]
[MeanAbsoluteError]
internal sealed partial class Distance;

/// <inheritdoc cref="Distance"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1), Linear]
[MeanAbsoluteError]
internal sealed partial class DistanceDouble;

/// <summary>A line through the origin with a penalty on its absolute weights.</summary>
[Network]
[Input(4)]
[Dense(1, Bias = false), L1(0.01)]
[MeanAbsoluteError]
internal sealed partial class PenalizedL1;

/// <inheritdoc cref="PenalizedL1"/>
[Network(Precision = Precision.Double)]
[Input(4)]
[Dense(1, Bias = false), L1(0.01)]
[MeanAbsoluteError]
internal sealed partial class PenalizedL1Double;

/// <summary>A line through the origin with a penalty on its squared weights.</summary>
[Network]
[Input(4)]
[Dense(1, Bias = false), L2(0.01)]
[MeanAbsoluteError]
internal sealed partial class PenalizedL2;

/// <inheritdoc cref="PenalizedL2"/>
[Network(Precision = Precision.Double)]
[Input(4)]
[Dense(1, Bias = false), L2(0.01)]
[MeanAbsoluteError]
internal sealed partial class PenalizedL2Double;
