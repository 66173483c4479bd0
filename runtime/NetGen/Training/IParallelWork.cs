namespace NetGen;

/// <summary>Work that falls into independent pieces.</summary>
internal interface IParallelWork
{
    /// <summary>Does piece <paramref name="piece"/> of <paramref name="pieces"/>.</summary>
    void Run(int piece, int pieces);
}
