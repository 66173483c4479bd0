using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Graph;

/// <summary>A network as statements: forward, its loss, and the derivatives of both.</summary>
internal sealed class NetworkProgram
{
    private NetworkProgram(
        NetworkGraph graph,
        Tensor input,
        Tensor output,
        IReadOnlyList<Block> forward,
        IReadOnlyDictionary<Tensor, NodeParameter> parameters,
        IReadOnlyList<Tensor> trained,
        LossProgram? loss)
    {
        Graph = graph;
        Input = input;
        Output = output;
        Forward = forward;
        Parameters = parameters;
        Backward = Adjoint.Of(forward.SelectMany(block => block.Statements).ToArray(), output, [input, .. trained]);
        Loss = loss;
    }

    public NetworkGraph Graph { get; }

    public Tensor Input { get; }

    public Tensor Output { get; }

    /// <summary>The layers in order, each with its statements.</summary>
    public IReadOnlyList<Block> Forward { get; }

    /// <summary>The place of each trained tensor.</summary>
    public IReadOnlyDictionary<Tensor, NodeParameter> Parameters { get; }

    /// <summary>From the gradient of the output to those of the parameters and the input.</summary>
    public Adjoint Backward { get; }

    public LossProgram? Loss { get; }

    public static NetworkProgram Of(NetworkGraph graph)
    {
        HashSet<string> names = new(StringComparer.Ordinal) { "input", "inputGradient", "target", "targetGradient" };
        string Unique(string name)
        {
            // Each name stands for two, its own and that of its gradient.
            string candidate = name;
            for (int i = 2; names.Contains(candidate) || names.Contains(candidate + "Gradient"); i++)
                candidate = name + "_" + Numbers.Text(i);
            names.Add(candidate);
            names.Add(candidate + "Gradient");
            return candidate;
        }

        Tensor input = new("input", TensorRole.Input, graph.Input.Extents);
        Dictionary<Tensor, NodeParameter> parameters = [];
        List<Block> forward = [];
        Tensor current = input, beforeLast = input;
        foreach (Node node in graph.Nodes)
        {
            Dictionary<string, Tensor> own = [];
            foreach (NodeParameter parameter in node.Parameters)
            {
                string name = Unique(Camel(node.Name) + Pascal(parameter.Spec.Name));
                Tensor tensor = new(name, TensorRole.Parameter, parameter.Spec.Shape.Extents);
                own.Add(parameter.Spec.Name, tensor);
                parameters.Add(tensor, parameter);
            }

            Lowering lowering = new(node.Name, own, Unique);
            beforeLast = current;
            Tensor result = node.Layer.Lower(lowering, current, node.Input);
            forward.Add(new Block(node, lowering.Statements, result));
            current = result;
        }

        Tensor[] trained = parameters.Where(pair => !pair.Value.Spec.Frozen).Select(pair => pair.Key).ToArray();
        LossProgram? loss = graph.Loss is null ? null : LossProgram.Of(graph, forward, input, beforeLast, current, trained, Unique);
        return new NetworkProgram(graph, input, current, forward, parameters, trained, loss);
    }

    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}

/// <summary>The statements of one layer.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Statements">Its statements, in order.</param>
/// <param name="Result">What it hands on.</param>
internal sealed record Block(Node Node, IReadOnlyList<Statement> Statements, Tensor Result);

/// <summary>The loss of a network as statements.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Target">The caller's target.</param>
/// <param name="Layers">The layers that run before it: all, or all but the activation it is fused with.</param>
/// <param name="Statements">The loss of a sample.</param>
/// <param name="Value">The tensor that holds it.</param>
/// <param name="Backward">From the gradient of the loss to those of the parameters.</param>
internal sealed record LossProgram(
    Loss Loss,
    Tensor Target,
    IReadOnlyList<Block> Layers,
    IReadOnlyList<Statement> Statements,
    Tensor Value,
    Adjoint Backward)
{
    public static LossProgram Of(NetworkGraph graph, IReadOnlyList<Block> forward, Tensor input, Tensor logits, Tensor output, Tensor[] trained, Func<string, string> unique)
    {
        Loss loss = graph.Loss!;
        Tensor target = new("target", TensorRole.Target, loss.IsSparse ? EquatableArray<int>.Empty : graph.Output.Extents);
        Lowering lowering = new("logit", new Dictionary<string, Tensor>(), unique);
        Tensor value = graph.IsFused
            ? loss.LowerFused(lowering, logits, target, graph.Output)
            : loss.Lower(lowering, output, target, graph.Output, graph.Declaration.Precision);

        IReadOnlyList<Block> layers = graph.IsFused ? forward.Take(forward.Count - 1).ToArray() : forward;
        Statement[] statements = [.. layers.SelectMany(block => block.Statements), .. lowering.Statements];
        return new LossProgram(loss, target, layers, lowering.Statements, value, Adjoint.Of(statements, value, [input, .. trained]));
    }
}
