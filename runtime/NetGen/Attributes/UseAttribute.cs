namespace NetGen;

/// <summary>
/// Puts the layers of a block here. Its name, by default that of the block and an ordinal, begins the names of its layers
/// (<c>BasicBlock1Conv1</c>), and names its last layer to layers that come after it.
/// </summary>
/// <typeparam name="TBlock">A class with <c>[Block]</c>.</typeparam>
/// <param name="arguments">What <see cref="Arg"/> stands for in the block, in order: one number for each that the block names.</param>
public sealed class UseAttribute<TBlock>(params double[] arguments) : LayerAttribute
{
    /// <summary>What <see cref="Arg"/> stands for in the block, in order.</summary>
    public double[] Arguments { get; } = arguments;

    /// <summary>How many times the block stands here, one behind the other, each under a name of its own. Default: once.</summary>
    public int Repeat { get; set; } = 1;
}
