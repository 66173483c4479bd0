namespace NetGen;

/// <summary>
/// The arguments that a block is used with, in place of numbers in the attributes of the block: <c>[Dense(Arg.First)]</c> in a block is
/// <c>Dense(64)</c> under <c>[Use&lt;Block&gt;(64)]</c>. Each stands for one number as it is; there is no computing with it.
/// </summary>
public static class Arg
{
    /// <summary>The first argument.</summary>
    public const int First = Base;

    /// <summary>The second argument.</summary>
    public const int Second = Base + Step;

    /// <summary>The third argument.</summary>
    public const int Third = Base + (2 * Step);

    /// <summary>The fourth argument.</summary>
    public const int Fourth = Base + (3 * Step);

    /// <summary>The fifth argument.</summary>
    public const int Fifth = Base + (4 * Step);

    /// <summary>The sixth argument.</summary>
    public const int Sixth = Base + (5 * Step);

    /// <summary>The seventh argument.</summary>
    public const int Seventh = Base + (6 * Step);

    /// <summary>The eighth argument.</summary>
    public const int Eighth = Base + (7 * Step);

    /// <summary>Far below every number that an attribute takes, so that multiples of it are errors of the compiler.</summary>
    internal const int Base = int.MinValue + Step;

    /// <summary>Far apart, so that what is near one of them is seen to be computed from it.</summary>
    internal const int Step = 1 << 20;

    /// <summary>How many there are.</summary>
    internal const int Count = 8;
}
