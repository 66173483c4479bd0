namespace NetGen.Course.Tests.Networks;

// Shapes do not depend on the number type, so these have no twins in double. What is left over by a window, and how it is
// rounded away, is what these tables teach.
#pragma warning disable NETGEN206, NETGEN207

/// <summary>A 3x3 kernel on 6x6 pixels, stride 1, border 0.</summary>
[Network]
[Input(6, 6, 1)]
[Conv2D(1, 3)]
internal sealed partial class Square6By3Step1Border0;

/// <summary>A 3x3 kernel on 7x7 pixels, stride 2, border 0.</summary>
[Network]
[Input(7, 7, 1)]
[Conv2D(1, 3, Stride = 2)]
internal sealed partial class Square7By3Step2Border0;

/// <summary>A 3x3 kernel on 28x28 pixels, stride 1, border 0.</summary>
[Network]
[Input(28, 28, 1)]
[Conv2D(1, 3)]
internal sealed partial class Square28By3Step1Border0;

/// <summary>A 5x5 kernel on 32x32 pixels, stride 1, border 0.</summary>
[Network]
[Input(32, 32, 1)]
[Conv2D(1, 5)]
internal sealed partial class Square32By5Step1Border0;

/// <summary>A 3x3 kernel on 28x28 pixels, stride 2, border 1.</summary>
[Network]
[Input(28, 28, 1)]
[Conv2D(1, 3, Stride = 2, Padding = 1)]
internal sealed partial class Square28By3Step2Border1;

/// <summary>A 3x3 kernel on 14x14 pixels, stride 2, border 1.</summary>
[Network]
[Input(14, 14, 1)]
[Conv2D(1, 3, Stride = 2, Padding = 1)]
internal sealed partial class Square14By3Step2Border1;

/// <summary>A 3x3 kernel on 7x7 pixels, stride 2, border 1.</summary>
[Network]
[Input(7, 7, 1)]
[Conv2D(1, 3, Stride = 2, Padding = 1)]
internal sealed partial class Square7By3Step2Border1;

/// <summary>A 3x3 kernel on 8x8 pixels, stride 2, border 0.</summary>
[Network]
[Input(8, 8, 1)]
[Conv2D(1, 3, Stride = 2)]
internal sealed partial class Square8By3Step2Border0;

/// <summary>A 2x2 kernel on 9x9 pixels, stride 2, border 0.</summary>
[Network]
[Input(9, 9, 1)]
[Conv2D(1, 2, Stride = 2)]
internal sealed partial class Square9By2Step2Border0;

/// <summary>A 7x7 kernel on 224x224 pixels, stride 2, border 3.</summary>
[Network]
[Input(224, 224, 1)]
[Conv2D(1, 7, Stride = 2, Padding = 3)]
internal sealed partial class Square224By7Step2Border3;

/// <summary>A 11x11 kernel on 227x227 pixels, stride 4, border 0.</summary>
[Network]
[Input(227, 227, 1)]
[Conv2D(1, 11, Stride = 4)]
internal sealed partial class Square227By11Step4Border0;

/// <summary>A 5x5 kernel on 32x28 pixels, stride 1, border 0.</summary>
[Network]
[Input(32, 28, 1)]
[Conv2D(1, 5)]
internal sealed partial class Image32By28Kernel5By5;

/// <summary>A 3x2 kernel on 10x8 pixels, stride 1, border 1.</summary>
[Network]
[Input(10, 8, 1)]
[Conv2D(1, 3, 2, Padding = 1)]
internal sealed partial class Image10By8Kernel3By2;

/// <summary>A 3x5 kernel on 11x13 pixels, stride 2, border 1.</summary>
[Network]
[Input(11, 13, 1)]
[Conv2D(1, 3, 5, Stride = 2, Padding = 1)]
internal sealed partial class Image11By13Kernel3By5;

/// <summary>A 3x3 kernel on 7x7 pixels, stride 2, border 0.</summary>
[Network]
[Input(7, 7, 1)]
[Conv2D(1, 3, Stride = 2)]
internal sealed partial class Image7By7Kernel3By3;

/// <summary>A 2x3 kernel on 6x9 pixels, stride 3, border 0.</summary>
[Network]
[Input(6, 9, 1)]
[Conv2D(1, 2, 3, Stride = 3)]
internal sealed partial class Image6By9Kernel2By3;

/// <summary>The largest of 2x2 pixels of 28x28, stride 2.</summary>
[Network]
[Input(28, 28, 1)]
[MaxPool2D(2)]
internal sealed partial class Pool2Step2On28By28;

/// <summary>The largest of 3x3 pixels of 13x13, stride 2.</summary>
[Network]
[Input(13, 13, 1)]
[MaxPool2D(3, Stride = 2)]
internal sealed partial class Pool3Step2On13By13;

/// <summary>The largest of 2x2 pixels of 7x9, stride 2.</summary>
[Network]
[Input(7, 9, 1)]
[MaxPool2D(2)]
internal sealed partial class Pool2Step2On7By9;

/// <summary>The largest of 3x3 pixels of 12x10, stride 3.</summary>
[Network]
[Input(12, 10, 1)]
[MaxPool2D(3)]
internal sealed partial class Pool3Step3On12By10;

/// <summary>112 filters on a border of 1, then pools of 2x2: a question of an exam.</summary>
[Network]
[Input(256, 256, 1)]
[Conv2D(112, 3, Padding = 1)]
[MaxPool2D(2)]
internal sealed partial class PaddedFilters;
