using NetGen.Generator.Declaration;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Graph;

/// <summary>A network whose every shape is known: what statements are made from.</summary>
internal sealed record NetworkGraph(
    NetworkDeclaration Declaration,
    Shape Input,
    EquatableArray<Node> Nodes,
    Loss? Loss)
{
    /// <summary>The inputs as the caller sees them: one, or several that lie behind each other in a sample.</summary>
    public EquatableArray<SamplePart> Inputs { get; init; } = EquatableArray<SamplePart>.Empty;

    /// <summary>The outputs, likewise.</summary>
    public EquatableArray<SamplePart> Outputs { get; init; } = EquatableArray<SamplePart>.Empty;

    /// <summary>Penalties on parameters that are part of the loss.</summary>
    public EquatableArray<PenalizedRange> Penalties { get; init; } = EquatableArray<PenalizedRange>.Empty;

    public Shape Output => Nodes.Count == 0 ? Input : Nodes[Nodes.Count - 1].Output;

    public int ParameterCount => Nodes.Sum(node => node.OwnParameters.Sum(parameter => (int)parameter.Spec.Shape.Size));

    /// <summary>The numbers that recurrent layers carry from step to step, for each sample.</summary>
    public int StateSize => Nodes.Sum(node => node.Layer.StateSize(node.Input));

    /// <summary>The numbers that layers keep of the past when steps come one at a time.</summary>
    public int StreamSize => Nodes.Sum(node => node.Layer.StreamSize(node.Input));

    /// <summary>The steps of the longest sequence that may be shorter in some samples.</summary>
    public int Steps => Nodes.Where(node => node.Layer.HasLengths).Max(node => node.Input.Extents[0]);

    /// <summary>Whether samples of a batch may have sequences of different length.</summary>
    public bool HasLengths => Nodes.Any(node => node.Layer.HasLengths);

    public int BufferSize => Nodes.Sum(node => node.OwnBuffers.Sum(buffer => (int)buffer.Spec.Shape.Size));

    public long MultiplyAdds => Nodes.Sum(node => node.Layer.MultiplyAdds(node.Input));

    /// <summary>Whether the last activation and the loss are computed together.</summary>
    public bool IsFused => Loss is not null && IsPartner(Loss, Nodes.Count - 1);

    /// <summary>Whether a layer is the activation that a loss is computed together with.</summary>
    public bool IsPartner(Loss loss, int place) => loss.Partner is { } partner && place != Node.NetworkInput && Nodes[place].Layer.Kind == partner;

    /// <summary>Whether a value is read more than once. Parts of a sample are read apart.</summary>
    public bool HasFanOut => Nodes.Where(node => node.Layer is not InputPart).SelectMany(node => node.Sources).GroupBy(source => source).Any(readers => readers.Skip(1).Any());

    /// <summary>The same layers on a sequence of one step.</summary>
    public NetworkGraph ForOneStep()
    {
        Shape First(Shape shape) => shape.Rank == 2 ? new Shape(1, shape.Channels) : shape;
        return this with { Input = First(Input), Nodes = Nodes.Select(node => node with { Input = First(node.Input), Output = First(node.Output) }).ToEquatableArray() };
    }

    /// <summary>The graph of an outline in which everything fits.</summary>
    public static NetworkGraph Of(Outline outline)
    {
        int offset = 0, bufferOffset = 0;
        List<Node> nodes = [];
        Dictionary<int, int> places = [];
        Shape sample = outline.Input ?? throw new InvalidOperationException("The inputs have no shape.");
        SamplePart[] inputs = SamplePart.Of(outline.Inputs);
        if (inputs.Length > 1)
        {
            foreach ((OutlineItem item, SamplePart part) in outline.Inputs.Zip(inputs, (item, part) => (item, part)))
            {
                places.Add(item.Index, nodes.Count);
                nodes.Add(Node.Of(part.Name, new InputPart(part), sample, part.Shape, [Node.NetworkInput]));
            }
        }

        foreach (OutlineItem item in outline.Layers)
        {
            Shape input = item.Input ?? throw new InvalidOperationException($"{item.Name} has no input shape.");
            Shape output = item.Output ?? throw new InvalidOperationException($"{item.Name} does not fit.");
            Node? owner = item.Owner is { } first ? nodes[places[first]] : null;
            List<NodeParameter> parameters = [.. owner?.Parameters ?? EquatableArray<NodeParameter>.Empty];
            foreach (ParameterSpec spec in owner is null ? item.Layer!.Parameters(input) : [])
            {
                parameters.Add(new NodeParameter(spec, offset));
                offset = checked(offset + (int)spec.Shape.Size);
            }

            List<NodeBuffer> buffers = [.. owner?.Buffers ?? EquatableArray<NodeBuffer>.Empty];
            foreach (BufferSpec spec in owner is null ? item.Layer!.Buffers(input) : [])
            {
                buffers.Add(new NodeBuffer(spec, bufferOffset));
                bufferOffset = checked(bufferOffset + (int)spec.Shape.Size);
            }

            places.Add(item.Index, nodes.Count);
            int[] sources = [.. item.Sources.Select(source => places.TryGetValue(source, out int place) ? place : Node.NetworkInput)];
            nodes.Add(new Node(item.Name, item.Layer!, input, output, parameters.ToEquatableArray(), buffers.ToEquatableArray()) { Sources = new(sources), Owner = owner?.Name });
        }

        SamplePart[] outputs = SamplePart.Of(outline.Outputs);
        // The last layer is the output anyway; another one, or several, are brought behind each other.
        if (outputs.Length > 1 || (outputs.Length == 1 && places[outline.Outputs.First().Sources[0]] != nodes.Count - 1))
            nodes.Add(Node.Of(UniqueName(nodes, "Outputs"), OutputParts.Of(outputs), outputs[0].Shape, outline.Output!, [.. outline.Outputs.Select(output => places[output.Sources[0]])]));

        return new NetworkGraph(outline.Declaration, sample, nodes.ToEquatableArray(), WeightedLoss.Of(outline, places, nodes.Count - 1))
        {
            Inputs = new(inputs),
            Outputs = new(outputs),
            Penalties = PenalizedRange.Of(outline, nodes),
        };
    }

    private static string UniqueName(IReadOnlyCollection<Node> nodes, string wish)
    {
        string name = wish;
        for (int i = 2; nodes.Any(node => node.Name == name); i++)
            name = wish + Numbers.Text(i);
        return name;
    }
}

/// <summary>A layer in its place.</summary>
internal sealed record Node(string Name, Layer Layer, Shape Input, Shape Output, EquatableArray<NodeParameter> Parameters, EquatableArray<NodeBuffer> Buffers)
{
    /// <summary>In place of a layer: the input of the network.</summary>
    public const int NetworkInput = -1;

    /// <summary>The layers that it reads, by their places.</summary>
    public EquatableArray<int> Sources { get; init; } = EquatableArray<int>.Empty;

    /// <summary>The layer whose parameters it has, where it shares those of an earlier one.</summary>
    public string? Owner { get; init; }

    /// <summary>The parameters that no layer before it has.</summary>
    public EquatableArray<NodeParameter> OwnParameters => Owner is null ? Parameters : EquatableArray<NodeParameter>.Empty;

    /// <summary>The buffers that no layer before it has.</summary>
    public EquatableArray<NodeBuffer> OwnBuffers => Owner is null ? Buffers : EquatableArray<NodeBuffer>.Empty;

    /// <summary>A layer without parameters.</summary>
    public static Node Of(string name, Layer layer, Shape input, Shape output, int[] sources) =>
        new(name, layer, input, output, EquatableArray<NodeParameter>.Empty, EquatableArray<NodeBuffer>.Empty) { Sources = new(sources) };
}

/// <summary>A trained tensor and where it starts among the flat parameters.</summary>
internal sealed record NodeParameter(ParameterSpec Spec, int Offset);

/// <summary>A tensor that training updates without a gradient, and where it starts among the buffers.</summary>
internal sealed record NodeBuffer(BufferSpec Spec, int Offset);
