namespace NetGen;

/// <summary>
/// A block of layers that networks use by <c>[Use&lt;Block&gt;(...)]</c>: its layers stand there, each with a name that begins with that of
/// the use. In a block, <c>Input</c> names what comes in, and <see cref="Arg"/> stands for the arguments of the use.
/// </summary>
/// <remarks>
/// <code>
/// [Block]
/// [Conv2D(Arg.First, 3, Stride = Arg.Second, Padding = 1, Bias = false), BatchNorm, Relu]
/// [Conv2D(Arg.First, 3, Padding = 1, Bias = false), BatchNorm]
/// [Add("Input", Project = Projection.Normalized), Relu]
/// public sealed class BasicBlock;
/// </code>
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BlockAttribute : Attribute;
