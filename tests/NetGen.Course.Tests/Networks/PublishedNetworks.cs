namespace NetGen.Course.Tests.Networks;

// Declared for their shapes and counts: the largest would take half a gigabyte, and none of them is made.

/// <summary>Three layers of 32 filters on a grey image, without a border.</summary>
[Network]
[Input(28, 28, 1)]
[Conv2D(32, 3), Relu]
[Conv2D(32, 3), Relu]
[Conv2D(32, 3), Relu]
[Flatten]
[Dense(128), Relu]
[Dense(10), Softmax]
internal sealed partial class ThreeConvolutions;

/// <summary>CONV(10,5), POOL(2), CONV(5,3), POOL(2), FC(10) on a colour image.</summary>
[Network]
[Input(32, 32, 3)]
[Conv2D(10, 5), Relu]
[MaxPool2D(2)]
[Conv2D(5, 3), Relu]
[MaxPool2D(2)]
[Flatten]
[Dense(10), Softmax]
internal sealed partial class ConvolutionsAndPools;

/// <summary>LeNet-5 (LeCun et al., 1998) as it is built today: C3 sees all maps, pools have no weights, the output is a softmax.</summary>
[Network]
[Input(32, 32, 1)]
[Conv2D(6, 5, Name = "C1"), Tanh]
[AvgPool2D(2, Name = "S2")]
[Conv2D(16, 5, Name = "C3"), Tanh]
[AvgPool2D(2, Name = "S4")]
[Conv2D(120, 5, Name = "C5"), Tanh]
[Flatten]
[Dense(84, Name = "F6"), Tanh]
[Dense(10), Softmax]
internal sealed partial class LeNet5;

/// <summary>AlexNet (Krizhevsky, Sutskever and Hinton, 2012) on one device.</summary>
[Network]
[Input(227, 227, 3)]
[Conv2D(96, 11, Stride = 4), Relu]
[LocalResponseNorm(5, K = 2)]
[MaxPool2D(3, Stride = 2)]
[Conv2D(256, 5, Padding = 2), Relu]
[LocalResponseNorm(5, K = 2)]
[MaxPool2D(3, Stride = 2)]
[Conv2D(384, 3, Padding = 1), Relu]
[Conv2D(384, 3, Padding = 1), Relu]
[Conv2D(256, 3, Padding = 1), Relu]
[MaxPool2D(3, Stride = 2)]
[Flatten]
[Dense(4096), Relu]
[Dense(4096), Relu]
[Dense(1000), Softmax]
internal sealed partial class AlexNet;

/// <summary>AlexNet as it was trained, on two devices.</summary>
[Network]
[Input(227, 227, 3)]
[Conv2D(96, 11, Stride = 4), Relu]
[LocalResponseNorm(5, K = 2)]
[MaxPool2D(3, Stride = 2)]
[Conv2D(256, 5, Padding = 2, Groups = 2), Relu]
[LocalResponseNorm(5, K = 2)]
[MaxPool2D(3, Stride = 2)]
[Conv2D(384, 3, Padding = 1), Relu]
[Conv2D(384, 3, Padding = 1, Groups = 2), Relu]
[Conv2D(256, 3, Padding = 1, Groups = 2), Relu]
[MaxPool2D(3, Stride = 2)]
[Flatten]
[Dense(4096), Relu]
[Dense(4096), Relu]
[Dense(1000), Softmax]
internal sealed partial class AlexNetInGroups;

/// <summary>VGG-16 (Simonyan and Zisserman, 2015), configuration D.</summary>
[Network]
[Input(224, 224, 3)]
[Conv2D(64, 3, Padding = Padding.Same), Relu]
[Conv2D(64, 3, Padding = Padding.Same), Relu]
[MaxPool2D(2)]
[Conv2D(128, 3, Padding = Padding.Same), Relu]
[Conv2D(128, 3, Padding = Padding.Same), Relu]
[MaxPool2D(2)]
[Conv2D(256, 3, Padding = Padding.Same), Relu]
[Conv2D(256, 3, Padding = Padding.Same), Relu]
[Conv2D(256, 3, Padding = Padding.Same), Relu]
[MaxPool2D(2)]
[Conv2D(512, 3, Padding = Padding.Same), Relu]
[Conv2D(512, 3, Padding = Padding.Same), Relu]
[Conv2D(512, 3, Padding = Padding.Same), Relu]
[MaxPool2D(2)]
[Conv2D(512, 3, Padding = Padding.Same), Relu]
[Conv2D(512, 3, Padding = Padding.Same), Relu]
[Conv2D(512, 3, Padding = Padding.Same), Relu]
[MaxPool2D(2)]
[Flatten]
[Dense(4096), Relu]
[Dense(4096), Relu]
[Dense(1000), Softmax]
internal sealed partial class Vgg16;

/// <summary>Two convolutions, and what came in added to what they make (He et al., 2016): with filters and a stride.</summary>
[Block]
[Conv2D(Arg.First, 3, Stride = Arg.Second, Padding = 1, Bias = false), BatchNorm, Relu]
[Conv2D(Arg.First, 3, Padding = 1, Bias = false), BatchNorm]
[Add("Input", Project = Projection.Normalized), Relu]
internal sealed class BasicBlock;

/// <summary>ResNet-18 (He et al., 2016): 11,689,512 parameters.</summary>
[Network]
[Input(224, 224, 3)]
[Conv2D(64, 7, Stride = 2, Padding = 3, Bias = false), BatchNorm, Relu]
[MaxPool2D(3, Stride = 2, Padding = 1)]
[Use<BasicBlock>(64, 1, Repeat = 2)]
[Use<BasicBlock>(128, 2), Use<BasicBlock>(128, 1)]
[Use<BasicBlock>(256, 2), Use<BasicBlock>(256, 1)]
[Use<BasicBlock>(512, 2), Use<BasicBlock>(512, 1)]
[GlobalAvgPool]
[Dense(1000)]
internal sealed partial class ResNet18;

/// <summary>ResNet-20 for images of 32 x 32 (He et al., 2016), with projections where the shape changes: 272,474 parameters.</summary>
[Network(Precision = Precision.Double)]
[Input(32, 32, 3)]
[Conv2D(16, 3, Padding = 1, Bias = false), BatchNorm, Relu]
[Use<BasicBlock>(16, 1, Repeat = 3)]
[Use<BasicBlock>(32, 2), Use<BasicBlock>(32, 1, Repeat = 2)]
[Use<BasicBlock>(64, 2), Use<BasicBlock>(64, 1, Repeat = 2)]
[GlobalAvgPool]
[Dense(10), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class ResNet20;
