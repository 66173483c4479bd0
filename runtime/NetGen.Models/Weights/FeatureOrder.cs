using System.Collections.Immutable;

namespace NetGen.Models.Weights;

/// <summary>Another order of the numbers of a vector in the model of a file than in the network.</summary>
/// <param name="InFile">For each number of the network's vector, its place in the file's.</param>
/// <param name="Text">What makes the difference, for a report.</param>
internal sealed record FeatureOrder(ImmutableArray<int> InFile, string Text)
{
    /// <summary>The order of a flattened image or sequence whose model has channels by places; null where both have the same.</summary>
    /// <param name="shape">Its extents in the network: places, then channels.</param>
    public static FeatureOrder? Of(ImmutableArray<int> shape)
    {
        int channels = shape[^1], area = shape[..^1].Aggregate(1, (product, extent) => product * extent);
        return channels == 1 || area == 1 ? null : new FeatureOrder(
            [.. Enumerable.Range(0, channels * area).Select(index => (index % channels * area) + (index / channels))],
            shape.Length == 3 ? "[channels, height, width] -> [height, width, channels]" : "[channels, steps] -> [steps, channels]");
    }

    /// <summary>The order of vectors one behind the other; null where none of them has another one.</summary>
    public static FeatureOrder? Joined(IReadOnlyList<(FeatureOrder? Order, int Length)> parts)
    {
        if (parts.All(part => part.Order is null))
            return null;
        var places = ImmutableArray.CreateBuilder<int>();
        foreach ((FeatureOrder? order, int length) in parts)
        {
            int start = places.Count;
            places.AddRange(Enumerable.Range(0, length).Select(index => start + (order is null ? index : order.InFile[index])));
        }

        return new FeatureOrder(places.ToImmutable(), parts.First(part => part.Order is not null).Order!.Text);
    }
}
