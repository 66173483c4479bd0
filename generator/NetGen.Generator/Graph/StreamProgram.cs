using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Graph;

/// <summary>A network on a sequence as statements for one step: what it keeps of the past is a row of numbers.</summary>
/// <param name="Input">One step of the input.</param>
/// <param name="State">The row, and what a step makes of it.</param>
/// <param name="Layers">The layers.</param>
/// <param name="Graph">The network with sequences of one step.</param>
/// <param name="ReceptiveField">The steps, the last one included, that an output depends on; null where the past never fades.</param>
internal sealed record StreamProgram(Tensor Input, StreamState State, Pass Layers, NetworkGraph Graph, int? ReceptiveField)
{
    /// <summary>What a step puts out.</summary>
    public Tensor Output => Layers.Output;

    /// <summary>Whether no layer sees more of the sequence than its past.</summary>
    /// <param name="input">One sample of the input; null where it is not known.</param>
    /// <param name="layers">The layers, each with what comes in and what goes out.</param>
    public static bool Streams(Shape? input, IEnumerable<(Layer Layer, Shape? Input, Shape? Output)> layers) =>
        input is { Rank: 2 } && layers.All(item => item is { Input: { } source, Output: { } output } && IsStepwise(item.Layer, source, output));

    /// <summary>Null where a layer sees more of the sequence than its past.</summary>
    public static StreamProgram? Of(NetworkGraph graph, IReadOnlyList<IReadOnlyDictionary<string, Tensor>> own, IEnumerable<string> names)
    {
        if (!Streams(graph.Input, graph.Nodes.Select(node => (node.Layer, (Shape?)node.Input, (Shape?)node.Output))))
            return null;
        NetworkGraph step = graph.ForOneStep();
        HashSet<string> taken = [.. names];
        Tensor input = new("input", TensorRole.Input, step.Input.Extents);
        StreamState state = new(new Tensor(NetworkProgram.Unique(taken, "state"), TensorRole.Given, new EquatableArray<int>([graph.StreamSize])));
        return new StreamProgram(input, state, Pass.Of(step, input, own, taken, null, streaming: state), step, ReceptiveFieldOf(graph));
    }

    /// <summary>Whether a layer can take the steps of a sequence one at a time, or what is made of the last one. A sequence that it makes of a vector has other steps.</summary>
    public static bool IsStepwise(Layer layer, Shape input, Shape output) => input.Rank == 1 ? output.Rank != 2 : layer.IsStepwise;

    /// <summary>One step, and what the layers on the way to the output look back on.</summary>
    private static int? ReceptiveFieldOf(NetworkGraph graph)
    {
        long?[] past = new long?[graph.Nodes.Count];
        long? Longest(IEnumerable<int> places) => places.Select(place => place == Node.NetworkInput ? 0 : past[place])
            .Aggregate((long?)0, (longest, own) => longest is null || own is null ? null : Math.Max(longest.Value, own.Value));
        for (int place = 0; place < past.Length; place++)
            past[place] = Longest(graph.Nodes[place].Sources) + graph.Nodes[place].Layer.Past;
        return Longest([graph.Nodes.Count - 1]) is { } steps ? (int)Math.Min(int.MaxValue, 1 + steps) : null;
    }
}
