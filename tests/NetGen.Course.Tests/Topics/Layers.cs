using System.Numerics;
using NetGen.Course.Tests.Cases;

namespace NetGen.Course.Tests.Topics;

/// <summary>From the layers of a case to the flat parameters of a network, and back.</summary>
internal static class Layers
{
    /// <summary>The weights, and with <paramref name="bias"/> the biases, of all layers of a case in the order of the flat block.</summary>
    public static T[] Parameters<T>(Given<T> layers, bool bias)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        layers.Items.SelectMany(layer => (T[])(bias ? [.. Weights(layer), .. layer["b"].Numbers] : Weights(layer))).ToArray();

    /// <summary>The weights and the bias of one layer.</summary>
    public static T[] Parameters<T>(Given<T> layer)
        where T : unmanaged, IFloatingPointIeee754<T> => [.. Weights(layer), .. layer["b"].Numbers];

    /// <summary>One tensor, cut out of a flat block by its key.</summary>
    public static T[] Slot<T>(NetworkDescription network, ReadOnlySpan<T> flat, string key)
    {
        ParameterSlot slot = network.Slots.Single(candidate => candidate.Key == key);
        return flat.Slice(slot.Offset, slot.Length).ToArray();
    }

    /// <summary>The inputs of a network of dense layers, then the units of each.</summary>
    public static int[] Sizes(NetworkDescription network) =>
    [
        network.InputShape.Aggregate((product, extent) => product * extent),
        .. network.Layers.Where(layer => layer.Kind == "Dense").Select(layer => layer.OutputShape.Single()),
    ];

    /// <summary>The transpose of a row-major matrix.</summary>
    public static T[] Transpose<T>(T[] matrix, int rows)
    {
        int columns = matrix.Length / rows;
        return Enumerable.Range(0, matrix.Length).Select(i => matrix[((i % rows) * columns) + (i / rows)]).ToArray();
    }

    /// <summary>The one-hot rows that pick each of <paramref name="count"/> rows of a weight matrix.</summary>
    public static T[] OneHotRows<T>(int count)
        where T : unmanaged, INumberBase<T> =>
        Enumerable.Range(0, count * count).Select(i => i / count == i % count ? T.One : T.Zero).ToArray();

    private static T[] Weights<T>(Given<T> layer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Assert.Equal("in_out", layer["W_layout"].Text);
        return layer["W"].Numbers;
    }
}
