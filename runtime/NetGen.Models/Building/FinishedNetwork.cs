using System.Collections.Immutable;

namespace NetGen.Models.Building;

/// <summary>A network whose layers have their names.</summary>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Layers">Its layers, in order.</param>
/// <param name="Outputs">The names of its outputs; empty where the last layer is the only one.</param>
/// <param name="Functions">Names and expressions of the functions that it calls.</param>
/// <param name="Nodes">What became of every node of the file.</param>
internal sealed record FinishedNetwork(
    ImmutableArray<NamedInput> Inputs,
    ImmutableArray<NamedLayer> Layers,
    ImmutableArray<string> Outputs,
    ImmutableArray<KeyValuePair<string, string>> Functions,
    ImmutableArray<ImportedNode> Nodes)
{
    public static FinishedNetwork Of(
        ImmutableArray<NetworkValue> inputs,
        ImmutableArray<PlacedLayer> layers,
        ImmutableArray<NetworkValue> outputs,
        ImmutableArray<KeyValuePair<string, string>> functions,
        ImmutableArray<ImportedNode> nodes)
    {
        layers = WithDistinctOutputs(layers, ref outputs);
        bool[] needed = Needed(layers, outputs);
        PlacedLayer[] live = [.. layers.Where((_, i) => needed[i])];
        Dictionary<int, string> names = Names(inputs, live);
        HashSet<int> mentioned = [];
        var named = ImmutableArray.CreateBuilder<NamedLayer>();
        NetworkValue running = inputs[^1];
        foreach (PlacedLayer placed in live)
        {
            bool follows = placed.Sources[0].Index == running.Index;
            foreach (NetworkValue source in follows ? placed.Sources.Skip(1) : placed.Sources)
                mentioned.Add(source.Index);
            named.Add(new NamedLayer(
                names[placed.Output.Index], placed, follows ? null : names[placed.Sources[0].Index],
                [.. placed.Sources.Skip(1).Select(source => names[source.Index])], false));
            running = placed.Output;
        }

        bool isPlain = outputs.Length == 1 && outputs[0].Index == running.Index;
        if (!isPlain)
            mentioned.UnionWith(outputs.Select(output => output.Index));
        HashSet<string> called =
            [.. live.SelectMany(placed => placed.Layer.Arguments)
            .Where(argument => argument.StartsWith("nameof(", StringComparison.Ordinal)).Select(argument => argument[7..^1])];
        return new FinishedNetwork(
            [.. inputs.Select(input => new NamedInput(names[input.Index], input.Shape))],
            [.. named.Select(layer => layer with { IsMentioned = mentioned.Contains(layer.Placed.Output.Index) })],
            isPlain ? [] : [.. outputs.Select(output => names[output.Index])],
            [.. functions.Where(function => called.Contains(function.Key))],
            nodes);
    }

    /// <summary>
    /// An output is a layer, and each another one: what is an input, or is given out twice, goes through a layer that changes nothing.
    /// </summary>
    private static ImmutableArray<PlacedLayer> WithDistinctOutputs(
        ImmutableArray<PlacedLayer> layers, ref ImmutableArray<NetworkValue> outputs)
    {
        HashSet<int> taken = [];
        var distinct = ImmutableArray.CreateBuilder<NetworkValue>();
        foreach (NetworkValue output in outputs)
        {
            NetworkValue own = output;
            if (output.IsInput || !taken.Add(output.Index))
            {
                own = new NetworkValue(layers.Length, output.Shape);
                layers = layers.Add(new PlacedLayer(new NewLayer("Linear"), [output], own));
            }

            distinct.Add(own);
        }

        outputs = distinct.ToImmutable();
        return layers;
    }

    private static bool[] Needed(ImmutableArray<PlacedLayer> layers, ImmutableArray<NetworkValue> outputs)
    {
        bool[] needed = new bool[layers.Length];
        foreach (NetworkValue output in outputs)
            needed[output.Index] = true;
        for (int i = layers.Length - 1; i >= 0; i--)
        {
            foreach (NetworkValue source in needed[i] ? layers[i].Sources : [])
            {
                if (!source.IsInput)
                    needed[source.Index] = true;
            }
        }

        return needed;
    }

    /// <summary>The names that layers have by default: their kind and ordinal.</summary>
    private static Dictionary<int, string> Names(ImmutableArray<NetworkValue> inputs, PlacedLayer[] layers)
    {
        Dictionary<int, string> names = [];
        for (int i = 0; i < inputs.Length; i++)
            names.Add(inputs[i].Index, inputs.Length == 1 ? "Input" : "Input" + CSharpText.Of(i + 1));
        Dictionary<string, int> ordinals = [];
        foreach (PlacedLayer placed in layers)
        {
            int ordinal = ordinals[placed.Layer.Prefix] = ordinals.GetValueOrDefault(placed.Layer.Prefix) + 1;
            names.Add(placed.Output.Index, placed.Layer.Prefix + CSharpText.Of(ordinal));
        }

        return names;
    }
}

/// <summary>An input of a network.</summary>
internal sealed record NamedInput(string Name, ImmutableArray<int> Shape);

/// <summary>A layer with the name that it has by default.</summary>
/// <param name="Name">The name.</param>
/// <param name="Placed">The layer.</param>
/// <param name="From">What it reads, where that is not the layer before it.</param>
/// <param name="Joined">What it joins with that.</param>
/// <param name="IsMentioned">Whether another layer reads it by name: then it says its name, so that an edit above does not change
/// it.</param>
internal sealed record NamedLayer(string Name, PlacedLayer Placed, string? From, ImmutableArray<string> Joined, bool IsMentioned)
{
    /// <summary>Its attribute, without the brackets.</summary>
    public string Attribute
    {
        get
        {
            NewLayer layer = Placed.Layer;
            string[] arguments =
            [
                .. layer.Arguments,
                .. Joined.Select(name => $"\"{name}\""),
                .. layer.Properties.Select(property => $"{property.Name} = {property.Value}"),
                .. From is null ? Array.Empty<string>() : [$"From = \"{From}\""],
                .. IsMentioned ? [$"Name = \"{Name}\""] : Array.Empty<string>(),
            ];
            return arguments.Length == 0 ? layer.Kind : $"{layer.Kind}({string.Join(", ", arguments)})";
        }
    }

    public long Numbers => Placed.Layer.Weights.Concat(Placed.Layer.Buffers).Sum(tensor => tensor.Length);
}
