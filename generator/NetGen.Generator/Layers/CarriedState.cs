using NetGen.Generator.Algebra;

namespace NetGen.Generator.Layers;

/// <summary>What recurrent layers are given in training and leave behind: all states of the network as one row for each sample.</summary>
/// <param name="Initial">The states before the first step.</param>
/// <param name="Final">The states behind the last step.</param>
/// <param name="Length">How many steps count.</param>
/// <param name="Steps">The most that can.</param>
internal sealed record CarriedState(Tensor Initial, Tensor Final, Tensor Length, int Steps)
{
    /// <summary>Whether there is no state, but only lengths.</summary>
    public bool IsEmpty => Initial.Size == 0;
}
