namespace NetGen.Course.Tests.Networks;

/// <summary>z = x W + b from 1 to 1 numbers.</summary>
[Network]
[Input(1)]
[Dense(1), Linear]
internal sealed partial class Affine1To1;

/// <inheritdoc cref="Affine1To1"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1), Linear]
internal sealed partial class Affine1To1Double;

/// <summary>z = x W + b from 1 to 2 numbers.</summary>
[Network]
[Input(1)]
[Dense(2), Linear]
internal sealed partial class Affine1To2;

/// <inheritdoc cref="Affine1To2"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(2), Linear]
internal sealed partial class Affine1To2Double;

/// <summary>z = x W + b from 2 to 1 numbers.</summary>
[Network]
[Input(2)]
[Dense(1), Linear]
internal sealed partial class Affine2To1;

/// <inheritdoc cref="Affine2To1"/>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(1), Linear]
internal sealed partial class Affine2To1Double;

/// <summary>z = x W + b from 2 to 2 numbers.</summary>
[Network]
[Input(2)]
[Dense(2), Linear]
internal sealed partial class Affine2To2;

/// <inheritdoc cref="Affine2To2"/>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(2), Linear]
internal sealed partial class Affine2To2Double;

/// <summary>z = x W + b from 2 to 3 numbers.</summary>
[Network]
[Input(2)]
[Dense(3), Linear]
internal sealed partial class Affine2To3;

/// <inheritdoc cref="Affine2To3"/>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(3), Linear]
internal sealed partial class Affine2To3Double;

/// <summary>z = x W + b from 3 to 1 numbers.</summary>
[Network]
[Input(3)]
[Dense(1), Linear]
internal sealed partial class Affine3To1;

/// <inheritdoc cref="Affine3To1"/>
[Network(Precision = Precision.Double)]
[Input(3)]
[Dense(1), Linear]
internal sealed partial class Affine3To1Double;

/// <summary>z = x W + b from 3 to 2 numbers.</summary>
[Network]
[Input(3)]
[Dense(2), Linear]
internal sealed partial class Affine3To2;

/// <inheritdoc cref="Affine3To2"/>
[Network(Precision = Precision.Double)]
[Input(3)]
[Dense(2), Linear]
internal sealed partial class Affine3To2Double;

/// <summary>z = x W + b from 4 to 3 numbers.</summary>
[Network]
[Input(4)]
[Dense(3), Linear]
internal sealed partial class Affine4To3;

/// <inheritdoc cref="Affine4To3"/>
[Network(Precision = Precision.Double)]
[Input(4)]
[Dense(3), Linear]
internal sealed partial class Affine4To3Double;
