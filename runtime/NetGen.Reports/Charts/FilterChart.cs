using System.Numerics;

namespace NetGen.Reports;

/// <summary>Pictures of what the first layer of a network looks for.</summary>
public static class FilterChart
{
    /// <summary>Whether the first weights of a network are those of a convolution, or of a dense layer over an image.</summary>
    public static bool Shows(NetworkDescription network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return FirstWeights(network)?.Shape is [_, _, _, _] || IsOverImage(network);
    }

    /// <summary>
    /// The weights of the first layer that has any: of a convolution each kernel, one picture for each input channel; of a dense layer
    /// over an image the weights of each unit, in the shape of the image.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="most">How many to draw, at least 1.</param>
    /// <param name="title">The name of the chart.</param>
    /// <exception cref="ArgumentException">The first weights are neither.</exception>
    public static ImageChart Of<TNetwork, T>(INetwork<TNetwork, T> network, int most = 32, string title = "First-layer filters")
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        NetworkDescription description = TNetwork.Description;
        ParameterSlot slot = FirstWeights(description)
            ?? throw new ArgumentException($"Expected a network with weights, got {description.Name}.", nameof(network));
        double[] weights = Array.ConvertAll(network.Parameters.Slice(slot.Offset, slot.Length).ToArray(), double.CreateTruncating);

        IEnumerable<ImageTile> tiles = slot.Shape switch
        {
            [var height, var width, var channels, var filters] =>
                from filter in Enumerable.Range(0, filters)
                from channel in Enumerable.Range(0, channels)
                let name = channels == 1 ? $"filter {filter}" : $"filter {filter}, {channel}"
                select new ImageTile(
                    name, height, width, [
                    .. Enumerable.Range(0, height * width).Select(place => weights[(((place * channels) + channel) * filters) + filter])]),
            [var inputs, var units] when IsOverImage(description) =>
                from unit in Enumerable.Range(0, units)
                select new ImageTile(
                    $"unit {unit}", description.InputShape[0], description.InputShape[1],
                    [.. Enumerable.Range(0, inputs).Select(place => weights[(place * units) + unit])]),
            _ => throw new ArgumentException(
                $"Expected a convolution or a dense layer over an image, got weights of {string.Join(" x ", slot.Shape)} in {slot.Layer}.",
            nameof(network)),
        };
        return new ImageChart(title, [.. tiles.Take(most)]) { Signed = true };
    }

    private static ParameterSlot? FirstWeights(NetworkDescription network) =>
        network.Slots.FirstOrDefault(slot => slot.Role == ParameterRole.Weight);

    /// <summary>Whether the first weights have a row for each number of an image.</summary>
    private static bool IsOverImage(NetworkDescription network) =>
        network.InputShape.Length == 3 && FirstWeights(network)?.Shape is [var inputs, _]
            && inputs == network.InputShape.Aggregate((a, b) => a * b);
}
