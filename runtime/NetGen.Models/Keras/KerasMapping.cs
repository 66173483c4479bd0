using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Json;
using NetGen.Models.Weights;

namespace NetGen.Models.Keras;

/// <summary>The network under construction, and the weights of the layers of the file.</summary>
/// <param name="network">The network.</param>
/// <param name="file">The file.</param>
internal sealed class KerasMapping(NetworkBuilder network, KerasFile file)
{
    private readonly Dictionary<string, SourceModule> _weights =
        file.Layers.GroupBy(layer => layer.Name).ToDictionary(group => group.Key, group => group.First());

    public NetworkBuilder Network => network;

    /// <summary>Whether functions are those of Keras 3; some have changed.</summary>
    public bool IsKeras3 => file.IsKeras3;

    /// <summary>
    /// The weights of a layer. Keras 2 calls those of a layer inside of models after the outermost model and the layer, and after the model
    /// alone where no other layer of it has any.
    /// </summary>
    public SourceModule Weights(JsonNode layer)
    {
        string[] path = layer.Node.Split('/');
        return _weights.GetValueOrDefault(layer.Node) ?? _weights.GetValueOrDefault($"{path[0]}/{path[^1]}")
            ?? _weights.GetValueOrDefault(path[0])
            ?? throw layer.Fault("the file has no weights of it");
    }

    /// <summary>Adds a layer with its weights.</summary>
    /// <param name="node">The layer of the file.</param>
    /// <param name="layer">The layer to add.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="output">The extents that it puts out.</param>
    /// <param name="slots">Its parameters, in order, and then its buffers.</param>
    public NetworkValue Add(JsonNode node, NewLayer layer, NetworkValue input, ImmutableArray<int> output,
        params ImmutableArray<(string Name, ImmutableArray<int> Shape)> slots) =>
        Add(node, Weights(node), layer, input, output, slots);

    /// <summary>Adds a layer with weights of which it has a part.</summary>
    public NetworkValue Add(
        JsonNode node, SourceModule weights, NewLayer layer, NetworkValue input, ImmutableArray<int> output,
            params ImmutableArray<(string Name, ImmutableArray<int> Shape)> slots)
    {
        var target = new TargetLayer(node.Node, layer.Kind,
            [.. slots.Select(slot => new TargetSlot(slot.Name, slot.Shape, 0, slot.Name.StartsWith("running", StringComparison.Ordinal)))]);
        var fitting = new Fitting(weights, target);
        KerasFit.Apply(fitting);
        if (fitting.Problem is { } problem)
            throw node.Fault(problem);
        WeightTensor[] tensors = [.. target.Slots.Zip(fitting.Fills,
            (slot, fill) => new WeightTensor(slot.Name, slot.Shape, () => Array.ConvertAll(fill.Numbers(), number => (float)number)))];
        return network.Add(
            layer with
            {
                Weights = [.. tensors.Where((_, i) => !target.Slots[i].IsBuffer)],
                Buffers = [.. tensors.Where((_, i) => target.Slots[i].IsBuffer)],
            },
            input,
            output);
    }

    /// <summary>The activation in the configuration of a layer with weights.</summary>
    public NetworkValue Activate(JsonNode layer, NetworkValue value) => Layers.ActivationLayers.Apply(this, layer, "activation", value);
}
