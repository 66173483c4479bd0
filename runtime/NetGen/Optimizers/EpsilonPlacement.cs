namespace NetGen;

/// <summary>Where an adaptive optimiser adds epsilon to keep its division from zero.</summary>
public enum EpsilonPlacement
{
    /// <summary>After the root, <c>sqrt(s) + epsilon</c>: as PyTorch, and as Kingma and Ba (2015).</summary>
    OutsideRoot,

    /// <summary>Under the root, <c>sqrt(s + epsilon)</c>: as courses often write it.</summary>
    InsideRoot,
}
