using System.Collections.Immutable;

namespace NetGen.Models.Weights;

/// <summary>
/// Where the vectors of a network come from an image or a sequence that the model of the file has with channels first: behind a Flatten,
/// and before a Reshape that a dense layer makes an image for.
/// </summary>
internal sealed class FeatureOrders
{
    private readonly Dictionary<string, LayerDescription> _layers;
    private readonly ILookup<string, LayerDescription> _readers;
    private readonly Dictionary<string, FeatureOrder?> _known = [];

    private FeatureOrders(ImmutableArray<LayerDescription> layers)
    {
        _layers = layers.ToDictionary(layer => layer.Name);
        _readers = layers.SelectMany(layer => layer.Inputs, (layer, input) => (layer, input))
            .ToLookup(pair => pair.input, pair => pair.layer);
        foreach (LayerDescription layer in layers)
            _known[layer.Name] = layer.OutputShape.Length == 1 ? Made(layer) : null;
    }

    /// <summary>Those of a model whose order is that of the network.</summary>
    public static FeatureOrders None { get; } = new([]);

    public static FeatureOrders OfChannelsFirst(ImmutableArray<LayerDescription> layers) => new(layers);

    /// <summary>The order of the vector that a layer reads.</summary>
    public FeatureOrder? Input(string layer) => _layers.TryGetValue(layer, out LayerDescription? found) && found.InputShape.Length == 1
        ? Of(found.Inputs[0]) : null;

    /// <summary>The order of the vector that a dense layer makes.</summary>
    public FeatureOrder? Output(string layer) => _layers.TryGetValue(layer, out LayerDescription? found) && found.Kind == "Dense"
        ? Of(layer) : null;

    private FeatureOrder? Of(string value) => _known.GetValueOrDefault(value);

    /// <summary>The order of the vector that a layer puts out. Earlier layers are known.</summary>
    private FeatureOrder? Made(LayerDescription layer) => layer.Kind switch
    {
        "Flatten" or "Reshape" when layer.InputShape.Length > 1 => layer.InputShape.Length == 3 || IsChannelsFirst(layer.Inputs[0])
            ? FeatureOrder.Of(layer.InputShape) : null,
        "Dense" => Wanted(layer.Name),
        "Concat" => FeatureOrder.Joined([.. layer.Inputs.Select(input => (Of(input), Length(input, layer)))]),
        _ when layer.InputShape.SequenceEqual(layer.OutputShape) => Of(layer.Inputs[0]),
        _ => null,
    };

    private int Length(string value, LayerDescription reader) => _layers.TryGetValue(value, out LayerDescription? layer)
        ? layer.OutputLength
        : reader.OutputLength - reader.Inputs.Where(_layers.ContainsKey).Sum(input => _layers[input].OutputLength);

    /// <summary>The order that a Reshape behind a vector wants, through layers that work number by number.</summary>
    private FeatureOrder? Wanted(string value)
    {
        foreach (LayerDescription reader in _readers[value])
        {
            FeatureOrder? order = reader.Kind == "Reshape" && reader.OutputShape.Length > 1
                ? reader.OutputShape.Length == 3 || BecomesChannelsFirst(reader.Name) ? FeatureOrder.Of(reader.OutputShape) : null
                : reader.Kind != "Dense" && reader.InputShape.SequenceEqual(reader.OutputShape) ? Wanted(reader.Name)
                : null;
            if (order is not null)
                return order;
        }

        return null;
    }

    /// <summary>Whether a sequence has features first in the model: the layer before it that tells says so.</summary>
    private bool IsChannelsFirst(string value)
    {
        while (_layers.TryGetValue(value, out LayerDescription? layer))
        {
            if (Tells(layer) is { } isFirst)
                return isFirst;
            value = layer.Inputs[0];
        }

        return false;
    }

    private bool BecomesChannelsFirst(string value)
    {
        while (_readers[value].FirstOrDefault() is { } layer)
        {
            if (Tells(layer) is { } isFirst)
                return isFirst;
            value = layer.Name;
        }

        return false;
    }

    /// <summary>Whether a layer takes sequences with features first in PyTorch; null where it takes both.</summary>
    private static bool? Tells(LayerDescription layer) => layer.Kind switch
    {
        "Conv1D" or "CausalConv1D" or "ConvTranspose1D" or "MaxPool1D" or "AvgPool1D" or "AdaptiveAvgPool1D" or "BatchNorm"
            or "GroupNorm" or "InstanceNorm" or "Pad1D" => true,
        "Lstm" or "Gru" or "SimpleRnn" or "SelfAttention" or "Embedding" or "Dense" or "LayerNorm" or "RmsNorm"
            or "PositionalEncoding" or "Flatten" or "Permute" => false,
        "Reshape" => layer.InputShape.Length == 3,
        _ => null,
    };
}
