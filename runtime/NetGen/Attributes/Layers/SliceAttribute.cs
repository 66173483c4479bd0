namespace NetGen;

/// <summary>
/// A part of the input along one axis: <c>output[i] = input[start + i]</c>. Several of them with one <c>From</c> split a value.
/// </summary>
/// <remarks>The part must lie within the input.</remarks>
/// <param name="start">The first place of the part, from 0.</param>
/// <param name="length">The places of the part, at least 1.</param>
public sealed class SliceAttribute(int start, int length) : LayerAttribute
{
    /// <summary>The first place of the part.</summary>
    public int Start { get; } = start;

    /// <summary>The places of the part.</summary>
    public int Length { get; } = length;

    /// <summary>The axis that is cut, from 0 for rows or steps; from the end where it is below 0. Default: -1, the channels.</summary>
    public int Axis { get; set; } = -1;
}
