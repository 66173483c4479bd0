namespace NetGen;

/// <summary>
/// Changes the order of the axes: axis i of the output is axis <c>order[i]</c> of the input, counted from 0. <c>Permute(1, 0)</c>
/// transposes a sequence, <c>Permute(2, 0, 1)</c> puts the channels of an image first.
/// </summary>
/// <remarks>The input must have as many axes.</remarks>
public sealed class PermuteAttribute : LayerAttribute
{
    /// <summary>The axes of a sequence.</summary>
    public PermuteAttribute(int first, int second) => Order = [first, second];

    /// <summary>The axes of an image.</summary>
    public PermuteAttribute(int first, int second, int third) => Order = [first, second, third];

    /// <summary>The axes of the input, in the order of the output.</summary>
    public int[] Order { get; }
}
