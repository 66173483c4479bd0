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
    /// <summary>Penalties on parameters that are part of the loss.</summary>
    public EquatableArray<PenalizedRange> Penalties { get; init; } = EquatableArray<PenalizedRange>.Empty;

    public Shape Output => Nodes.Count == 0 ? Input : Nodes[Nodes.Count - 1].Output;

    public int ParameterCount => Nodes.Sum(node => node.Parameters.Sum(parameter => (int)parameter.Spec.Shape.Size));

    /// <summary>The numbers that recurrent layers carry from step to step, for each sample.</summary>
    public int StateSize => Nodes.Sum(node => node.Layer.StateSize(node.Input));

    /// <summary>The numbers that layers keep of the past when steps come one at a time.</summary>
    public int StreamSize => Nodes.Sum(node => node.Layer.StreamSize(node.Input));

    /// <summary>Whether samples of a batch may have sequences of different length.</summary>
    public bool HasLengths => Nodes.Any(node => node.Layer.HasLengths);

    public int BufferSize => Nodes.Sum(node => node.Buffers.Sum(buffer => (int)buffer.Spec.Shape.Size));

    public long MultiplyAdds => Nodes.Sum(node => node.Layer.MultiplyAdds(node.Input));

    /// <summary>Whether the last activation and the loss are computed together.</summary>
    public bool IsFused => Loss?.Partner is { } partner && Nodes.Count > 0 && Nodes[Nodes.Count - 1].Layer.Kind == partner;

    /// <summary>Whether a value is read more than once.</summary>
    public bool HasFanOut => Nodes.SelectMany(node => node.Sources).GroupBy(source => source).Any(readers => readers.Skip(1).Any());

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
        foreach (OutlineItem item in outline.Layers)
        {
            Shape input = item.Input ?? throw new InvalidOperationException($"{item.Name} has no input shape.");
            Shape output = item.Output ?? throw new InvalidOperationException($"{item.Name} does not fit.");
            List<NodeParameter> parameters = [];
            foreach (ParameterSpec spec in item.Layer!.Parameters(input))
            {
                parameters.Add(new NodeParameter(spec, offset));
                offset = checked(offset + (int)spec.Shape.Size);
            }

            List<NodeBuffer> buffers = [];
            foreach (BufferSpec spec in item.Layer.Buffers(input))
            {
                buffers.Add(new NodeBuffer(spec, bufferOffset));
                bufferOffset = checked(bufferOffset + (int)spec.Shape.Size);
            }

            places.Add(item.Index, nodes.Count);
            int[] sources = [.. item.Sources.Select(source => places.TryGetValue(source, out int place) ? place : Node.NetworkInput)];
            nodes.Add(new Node(item.Name, item.Layer, input, output, parameters.ToEquatableArray(), buffers.ToEquatableArray()) { Sources = new(sources) });
        }

        return new NetworkGraph(outline.Declaration, outline.Input!, nodes.ToEquatableArray(), outline.Losses.FirstOrDefault()?.Loss) { Penalties = PenalizedRange.Of(outline, nodes) };
    }
}

/// <summary>A layer in its place.</summary>
internal sealed record Node(string Name, Layer Layer, Shape Input, Shape Output, EquatableArray<NodeParameter> Parameters, EquatableArray<NodeBuffer> Buffers)
{
    /// <summary>In place of a layer: the input of the network.</summary>
    public const int NetworkInput = -1;

    /// <summary>The layers that it reads, by their places.</summary>
    public EquatableArray<int> Sources { get; init; } = EquatableArray<int>.Empty;
}

/// <summary>A trained tensor and where it starts among the flat parameters.</summary>
internal sealed record NodeParameter(ParameterSpec Spec, int Offset);

/// <summary>A tensor that training updates without a gradient, and where it starts among the buffers.</summary>
internal sealed record NodeBuffer(BufferSpec Spec, int Offset);
