namespace NetGen.Course.Tests.Networks;

/// <summary>A 3x3 kernel on 5x5 pixels.</summary>
[Network]
[Input(5, 5, 1)]
[Conv2D(1, 3, Bias = false)]
internal sealed partial class Kernel3On5;

/// <inheritdoc cref="Kernel3On5"/>
[Network(Precision = Precision.Double)]
[Input(5, 5, 1)]
[Conv2D(1, 3, Bias = false)]
internal sealed partial class Kernel3On5Double;

/// <summary>A stride of 2 behind a border on all sides.</summary>
[Network]
[Input(6, 6, 1)]
[Conv2D(1, 3, Stride = 2, Padding = 1, Bias = false)]
internal sealed partial class BorderAllAround;

/// <inheritdoc cref="BorderAllAround"/>
[Network(Precision = Precision.Double)]
[Input(6, 6, 1)]
[Conv2D(1, 3, Stride = 2, Padding = 1, Bias = false)]
internal sealed partial class BorderAllAroundDouble;

/// <summary>A stride of 2 before a border on the last row and column.</summary>
[Network]
[Input(6, 6, 1)]
[Conv2D(1, 3, Stride = 2, PaddingSides = new[] { 0, 1, 0, 1 }, Bias = false)]
internal sealed partial class BorderBehind;

/// <inheritdoc cref="BorderBehind"/>
[Network(Precision = Precision.Double)]
[Input(6, 6, 1)]
[Conv2D(1, 3, Stride = 2, PaddingSides = new[] { 0, 1, 0, 1 }, Bias = false)]
internal sealed partial class BorderBehindDouble;

/// <summary>Three kernels that cover the whole image.</summary>
[Network]
[Input(5, 5, 1)]
[Conv2D(3, 5, Bias = false)]
internal sealed partial class WholeImageKernel;

/// <inheritdoc cref="WholeImageKernel"/>
[Network(Precision = Precision.Double)]
[Input(5, 5, 1)]
[Conv2D(3, 5, Bias = false)]
internal sealed partial class WholeImageKernelDouble;

/// <summary>A dense layer on the same image.</summary>
[Network]
[Input(5, 5, 1)]
[Flatten]
[Dense(3, Bias = false)]
internal sealed partial class WholeImageDense;

/// <inheritdoc cref="WholeImageDense"/>
[Network(Precision = Precision.Double)]
[Input(5, 5, 1)]
[Flatten]
[Dense(3, Bias = false)]
internal sealed partial class WholeImageDenseDouble;

/// <summary>The same kernels on a larger image.</summary>
[Network]
[Input(6, 7, 1)]
[Conv2D(3, 5, Bias = false)]
internal sealed partial class SlidingKernel;

/// <inheritdoc cref="SlidingKernel"/>
[Network(Precision = Precision.Double)]
[Input(6, 7, 1)]
[Conv2D(3, 5, Bias = false)]
internal sealed partial class SlidingKernelDouble;

/// <summary>A 1x1 kernel that keeps the size of its input.</summary>
[Network]
[Input(9, 9, 1)]
[Conv2D(1, 1, Padding = Padding.Same, Bias = false)]
internal sealed partial class SameBorder1;

/// <inheritdoc cref="SameBorder1"/>
[Network(Precision = Precision.Double)]
[Input(9, 9, 1)]
[Conv2D(1, 1, Padding = Padding.Same, Bias = false)]
internal sealed partial class SameBorder1Double;

/// <summary>A 3x3 kernel that keeps the size of its input.</summary>
[Network]
[Input(9, 9, 1)]
[Conv2D(1, 3, Padding = Padding.Same, Bias = false)]
internal sealed partial class SameBorder3;

/// <inheritdoc cref="SameBorder3"/>
[Network(Precision = Precision.Double)]
[Input(9, 9, 1)]
[Conv2D(1, 3, Padding = Padding.Same, Bias = false)]
internal sealed partial class SameBorder3Double;

/// <summary>A 5x5 kernel that keeps the size of its input.</summary>
[Network]
[Input(9, 9, 1)]
[Conv2D(1, 5, Padding = Padding.Same, Bias = false)]
internal sealed partial class SameBorder5;

/// <inheritdoc cref="SameBorder5"/>
[Network(Precision = Precision.Double)]
[Input(9, 9, 1)]
[Conv2D(1, 5, Padding = Padding.Same, Bias = false)]
internal sealed partial class SameBorder5Double;

/// <summary>A 7x7 kernel that keeps the size of its input.</summary>
[Network]
[Input(9, 9, 1)]
[Conv2D(1, 7, Padding = Padding.Same, Bias = false)]
internal sealed partial class SameBorder7;

/// <inheritdoc cref="SameBorder7"/>
[Network(Precision = Precision.Double)]
[Input(9, 9, 1)]
[Conv2D(1, 7, Padding = Padding.Same, Bias = false)]
internal sealed partial class SameBorder7Double;

/// <summary>A 2x2 kernel that keeps the size of its input.</summary>
[Network]
[Input(9, 9, 1)]
[Conv2D(1, 2, Padding = Padding.Same, Bias = false)]
internal sealed partial class SameBorder2;

/// <inheritdoc cref="SameBorder2"/>
[Network(Precision = Precision.Double)]
[Input(9, 9, 1)]
[Conv2D(1, 2, Padding = Padding.Same, Bias = false)]
internal sealed partial class SameBorder2Double;

/// <summary>A 4x4 kernel that keeps the size of its input.</summary>
[Network]
[Input(9, 9, 1)]
[Conv2D(1, 4, Padding = Padding.Same, Bias = false)]
internal sealed partial class SameBorder4;

/// <inheritdoc cref="SameBorder4"/>
[Network(Precision = Precision.Double)]
[Input(9, 9, 1)]
[Conv2D(1, 4, Padding = Padding.Same, Bias = false)]
internal sealed partial class SameBorder4Double;
