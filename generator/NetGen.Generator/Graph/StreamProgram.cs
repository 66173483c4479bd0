using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Graph;

/// <summary>A network on a sequence as statements for one step: what it keeps of the past is a row of numbers.</summary>
/// <param name="Input">One step of the input.</param>
/// <param name="State">The row, and what a step makes of it.</param>
/// <param name="Layers">The layers.</param>
/// <param name="Graph">The network with sequences of one step.</param>
internal sealed record StreamProgram(Tensor Input, StreamState State, Pass Layers, NetworkGraph Graph)
{
    /// <summary>What a step puts out.</summary>
    public Tensor Output => Layers.Output;

    /// <summary>Whether no layer sees more of the sequence than its past, and one keeps something of that.</summary>
    /// <param name="input">One sample of the input; null where it is not known.</param>
    /// <param name="layers">The layers, each with what comes in.</param>
    public static bool Streams(Shape? input, IEnumerable<(Layer Layer, Shape? Input)> layers)
    {
        bool keeps = false;
        foreach ((Layer layer, Shape? source) in layers)
        {
            if (source is null || (source.Rank > 1 && !layer.IsStepwise))
                return false;
            keeps |= layer.StreamSize(source) > 0;
        }

        return keeps && input is { Rank: 2 };
    }

    /// <summary>Null where a layer sees more of the sequence than its past, or none keeps anything of that.</summary>
    public static StreamProgram? Of(NetworkGraph graph, IReadOnlyList<IReadOnlyDictionary<string, Tensor>> own, IEnumerable<string> names)
    {
        if (!Streams(graph.Input, graph.Nodes.Select(node => (node.Layer, (Shape?)node.Input))))
            return null;
        NetworkGraph step = graph.ForOneStep();
        HashSet<string> taken = [.. names];
        Tensor input = new("input", TensorRole.Input, step.Input.Extents);
        StreamState state = new(new Tensor(NetworkProgram.Unique(taken, "state"), TensorRole.Given, new EquatableArray<int>([graph.StreamSize])));
        return new StreamProgram(input, state, Pass.Of(step, input, own, taken, null, streaming: state), step);
    }
}
