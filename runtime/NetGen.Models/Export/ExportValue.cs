using System.Collections.Immutable;

namespace NetGen.Models.Export;

/// <summary>What a layer's output is in a file.</summary>
/// <param name="Name">The name of the tensor.</param>
/// <param name="Shape">The extents of one sample in the network: channels last.</param>
/// <param name="IsFirst">Whether the tensor has the channels before the places, as operators for images and sequences want them.</param>
internal sealed record ExportValue(string Name, ImmutableArray<int> Shape, bool IsFirst = false)
{
    /// <summary>The axis of the channels in the tensor, whose first axis counts samples.</summary>
    public int ChannelAxis => IsFirst ? 1 : Shape.Length;

    /// <summary>The extents of the tensor without the samples.</summary>
    public ImmutableArray<int> Extents => IsFirst ? [Shape[^1], .. Shape[..^1]] : Shape;

    /// <summary>The numbers of one sample.</summary>
    public int Size => Shape.Aggregate(1, (product, extent) => product * extent);

    /// <summary>Whether the numbers of a sample lie in the same order with the channels first and last.</summary>
    public bool IsBoth => Shape.Length == 1 || Shape[^1] == 1 || Size == Shape[^1];

    /// <summary>The order of axes that turns the tensor into the other one.</summary>
    public int[] Turn => IsFirst
        ? [0, .. Enumerable.Range(2, Shape.Length - 1), 1]
        : [0, Shape.Length, .. Enumerable.Range(1, Shape.Length - 1)];

    /// <summary>The axis of the tensor that is axis <paramref name="axis"/> of a sample.</summary>
    public int AxisOf(int axis) => !IsFirst ? axis + 1 : axis == Shape.Length - 1 ? 1 : axis + 2;
}
