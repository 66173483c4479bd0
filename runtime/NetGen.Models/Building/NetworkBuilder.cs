using System.Collections.Immutable;

namespace NetGen.Models.Building;

/// <summary>Collects the layers of a network in the order in which they are computed, and the functions that its class needs.</summary>
internal sealed class NetworkBuilder
{
    /// <summary>The most layers; beyond it no compiler finishes.</summary>
    public const int MostLayers = 20_000;

    /// <summary>The most numbers of a value or a tensor, so that every index fits 32 bits.</summary>
    public const long MostNumbers = 1 << 29;

    private readonly List<NetworkValue> _inputs = [];
    private readonly List<PlacedLayer> _layers = [];
    private readonly List<NetworkValue> _outputs = [];
    private readonly Dictionary<string, string> _functions = [];
    private readonly List<ImportedNode> _nodes = [];

    /// <summary>What is to be said of the network in its summary.</summary>
    public string? Remark { get; set; }

    /// <summary>Members of the class, as C#.</summary>
    public List<string> Members { get; } = [];

    public IReadOnlyList<PlacedLayer> Layers => _layers;

    public NetworkValue Input(params ImmutableArray<int> shape)
    {
        Check(shape);
        _inputs.Add(new NetworkValue(-1 - _inputs.Count, shape));
        return _inputs[^1];
    }

    /// <summary>Adds a layer that reads a value, and values that it joins with it.</summary>
    /// <returns>What the layer puts out.</returns>
    public NetworkValue Add(NewLayer layer, NetworkValue input, ImmutableArray<int> output, params ImmutableArray<NetworkValue> joined)
    {
        Check(output);
        if (_layers.Count == MostLayers)
            throw new ModelImportException("model", string.Empty, $"it has more than {MostLayers} layers");
        foreach (WeightTensor tensor in layer.Weights.Concat(layer.Buffers))
            Check(tensor.Shape);
        var value = new NetworkValue(_layers.Count, output);
        _layers.Add(new PlacedLayer(layer, [input, .. joined], value));
        return value;
    }

    /// <summary>An activation that is a method of the class.</summary>
    /// <param name="input">What it is applied to.</param>
    /// <param name="name">The name it would like.</param>
    /// <param name="expression">The value at <c>x</c>, as C#.</param>
    /// <param name="factor">The number that it multiplies by, where it does nothing else.</param>
    public NetworkValue Function(NetworkValue input, string name, string expression, float? factor = null)
    {
        string method = name;
        for (int ordinal = 2; _functions.TryGetValue(method, out string? taken) && taken != expression; ordinal++)
            method = name + CSharpText.Of(ordinal);
        _functions[method] = expression;
        return Add(new NewLayer("Activation", $"nameof({method})") { Factor = factor }, input, input.Shape);
    }

    /// <summary>Makes a value an output of the network.</summary>
    public void Output(NetworkValue value) => _outputs.Add(value);

    /// <summary>Says what became of a node or tensor.</summary>
    public void Report(string node, string operatorName, string became) => _nodes.Add(new ImportedNode(node, operatorName, became));

    /// <summary>The network without the layers that no output depends on.</summary>
    public FinishedNetwork Finish() =>
        FinishedNetwork.Of([.. _inputs], [.. _layers], [.. _outputs], [.. _functions.OrderBy(pair => pair.Key, StringComparer.Ordinal)],
        [.. _nodes]);

    private static void Check(ImmutableArray<int> shape)
    {
        long size = 1;
        foreach (int extent in shape)
        {
            size = extent >= 1 ? size * extent : long.MaxValue;
            if (size > MostNumbers)
                throw new ModelImportException(
                    "model", string.Empty, $"a value of {string.Join(" x ", shape)} numbers is not between 1 and {MostNumbers} numbers");
        }
    }
}

/// <summary>A layer and what it reads.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Sources">What it reads; several for a join.</param>
/// <param name="Output">What it puts out.</param>
internal sealed record PlacedLayer(NewLayer Layer, ImmutableArray<NetworkValue> Sources, NetworkValue Output);
