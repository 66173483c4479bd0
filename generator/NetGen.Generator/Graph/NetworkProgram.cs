using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Graph;

/// <summary>A network as statements: forward, its loss, and the derivatives of both.</summary>
internal sealed class NetworkProgram
{
    private NetworkProgram(NetworkGraph graph, Tensor input, Pass inference, Pass training, IReadOnlyDictionary<Tensor, NodeParameter> parameters, IReadOnlyDictionary<Tensor, NodeBuffer> buffers, MaskCount masks, CarriedState? carried, StreamProgram? streaming)
    {
        Graph = graph;
        Input = input;
        Inference = inference;
        Training = training;
        Parameters = parameters;
        Buffers = buffers;
        Masks = masks;
        Carried = carried;
        Streaming = streaming;
        Tensor[] trained = parameters.Where(pair => !pair.Value.Spec.Frozen).Select(pair => pair.Key).ToArray();
        Tensor[] states = carried is { IsEmpty: false } ? [carried.Initial] : [], ends = carried is { IsEmpty: false } ? [carried.Final] : [];
        Backward = Adjoint.Of(training.Blocks.SelectMany(block => block.Statements).ToArray(), [training.Output, .. ends], [input, .. states, .. trained]);
        Loss = graph.Loss is null ? null : LossProgram.Of(graph, training, [input, .. states, .. trained], carried);
        InferenceLoss = graph.Loss is null ? null : DiffersInTraining ? LossProgram.Of(graph, inference, [input, .. trained], null) : Loss;
    }

    public NetworkGraph Graph { get; }

    public Tensor Input { get; }

    /// <summary>The layers in inference.</summary>
    public Pass Inference { get; }

    /// <summary>The layers in training; the same as in inference where no layer differs.</summary>
    public Pass Training { get; }

    public bool DiffersInTraining => !ReferenceEquals(Inference, Training);

    /// <summary>The place of each trained tensor.</summary>
    public IReadOnlyDictionary<Tensor, NodeParameter> Parameters { get; }

    /// <summary>The place of each buffer.</summary>
    public IReadOnlyDictionary<Tensor, NodeBuffer> Buffers { get; }

    /// <summary>The masks of training.</summary>
    public MaskCount Masks { get; }

    /// <summary>What recurrent layers are given in training and leave behind; null where there are none.</summary>
    public CarriedState? Carried { get; }

    /// <summary>The layers on one step at a time; null where that is not possible.</summary>
    public StreamProgram? Streaming { get; }

    /// <summary>From the gradient of the output to those of the parameters and the input, in training.</summary>
    public Adjoint Backward { get; }

    /// <summary>The loss in training.</summary>
    public LossProgram? Loss { get; }

    /// <summary>The loss in inference.</summary>
    public LossProgram? InferenceLoss { get; }

    public static NetworkProgram Of(NetworkGraph graph)
    {
        HashSet<string> names = new(StringComparer.Ordinal) { "input", "inputGradient", "target", "targetGradient" };
        CarriedState? carried = graph.HasLengths ? Carry(graph, names) : null;
        Tensor input = new("input", TensorRole.Input, graph.Input.Extents);
        Dictionary<Tensor, NodeParameter> parameters = [];
        Dictionary<Tensor, NodeBuffer> buffers = [];
        List<Dictionary<string, Tensor>> own = [];
        foreach (Node node in graph.Nodes)
        {
            Dictionary<string, Tensor> tensors = [];
            foreach (NodeParameter parameter in node.Parameters)
            {
                Tensor tensor = new(Unique(names, Camel(node.Name) + Pascal(parameter.Spec.Name)), TensorRole.Parameter, parameter.Spec.Shape.Extents);
                tensors.Add(parameter.Spec.Name, tensor);
                parameters.Add(tensor, parameter);
            }

            foreach (NodeBuffer buffer in node.Buffers)
            {
                Tensor tensor = new(Unique(names, Camel(node.Name) + Pascal(buffer.Spec.Name)), TensorRole.Buffer, buffer.Spec.Shape.Extents);
                tensors.Add(buffer.Spec.Name, tensor);
                buffers.Add(tensor, buffer);
            }

            own.Add(tensors);
        }

        MaskCount masks = new();
        Pass inference = Pass.Of(graph, input, own, [.. names], null);
        Pass training = graph.Nodes.Any(node => node.Layer.DiffersInTraining) ? Pass.Of(graph, input, own, [.. names], masks, carried) : inference;
        return new NetworkProgram(graph, input, inference, training, parameters, buffers, masks, carried, StreamProgram.Of(graph, own, names));
    }

    private static CarriedState Carry(NetworkGraph graph, HashSet<string> names)
    {
        EquatableArray<int> size = new([graph.StateSize]);
        return new CarriedState(
            new Tensor(Unique(names, "initialState"), TensorRole.Given, size),
            new Tensor(Unique(names, "finalState"), TensorRole.Value, size),
            new Tensor(Unique(names, "sequenceLength"), TensorRole.Given, EquatableArray<int>.Empty),
            graph.Steps);
    }

    /// <summary>A name that no other tensor has. Each stands for two, its own and that of its gradient.</summary>
    public static string Unique(HashSet<string> names, string name)
    {
        string candidate = name;
        for (int i = 2; names.Contains(candidate) || names.Contains(candidate + "Gradient"); i++)
            candidate = name + "_" + Numbers.Text(i);
        names.Add(candidate);
        names.Add(candidate + "Gradient");
        return candidate;
    }

    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}

/// <summary>The layers of a network as statements, for inference or for training.</summary>
/// <param name="Blocks">The layers in order.</param>
/// <param name="Input">The input of the network.</param>
/// <param name="Output">What the last layer hands on.</param>
/// <param name="Names">The names of all tensors.</param>
internal sealed record Pass(IReadOnlyList<Block> Blocks, Tensor Input, Tensor Output, HashSet<string> Names)
{
    /// <summary>What a layer hands on, or the input of the network.</summary>
    public Tensor Result(int place) => place == Node.NetworkInput ? Input : Blocks[place].Result;

    /// <summary>What becomes of the buffers at the end of a training step.</summary>
    public IEnumerable<Statement> Updates => Blocks.SelectMany(block => block.Updates);

    public static Pass Of(NetworkGraph graph, Tensor input, IReadOnlyList<IReadOnlyDictionary<string, Tensor>> own, HashSet<string> names, MaskCount? masks, CarriedState? carried = null, StreamState? streaming = null)
    {
        List<Block> blocks = [];
        Tensor current = input;
        bool hasFanOut = graph.HasFanOut;
        int stateOffset = 0;
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            Node node = graph.Nodes[i];
            Tensor[] inputs = [.. node.Sources.Select(source => source == Node.NetworkInput ? input : blocks[source].Result)];
            Lowering lowering = new(node.Name, own[i], name => NetworkProgram.Unique(names, name), masks, hasFanOut ? inputs : [], carried, streaming, stateOffset);
            stateOffset += streaming is not null ? node.Layer.StreamSize(node.Input) : node.Layer.StateSize(node.Input);
            current = node.Layer switch
            {
                Join join => join.Lower(lowering, inputs),
                InputDerivatives derivatives => derivatives.Lower(lowering, [.. blocks.SelectMany(block => block.Statements)], input, inputs[0]),
                _ => node.Layer.Lower(lowering, inputs[0], node.Input),
            };
            blocks.Add(new Block(node, lowering.Statements, current, lowering.Updates));
        }

        return new Pass(blocks, input, current, names);
    }
}

/// <summary>The statements of one layer.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Statements">Its statements, in order.</param>
/// <param name="Result">What it hands on.</param>
/// <param name="Updates">What becomes of its buffers at the end of a training step.</param>
internal sealed record Block(Node Node, IReadOnlyList<Statement> Statements, Tensor Result, IReadOnlyList<Statement> Updates);

/// <summary>The loss of a network as statements.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Target">The caller's target.</param>
/// <param name="Layers">The layers that run before it: all, or all but the activation it is fused with.</param>
/// <param name="Scored">What it is computed on.</param>
/// <param name="Statements">The loss of a sample.</param>
/// <param name="Value">The tensor that holds it.</param>
/// <param name="Backward">From the gradient of the loss to those of the parameters.</param>
internal sealed record LossProgram(
    Loss Loss,
    Tensor Target,
    IReadOnlyList<Block> Layers,
    IReadOnlyList<Tensor> Scored,
    IReadOnlyList<Statement> Statements,
    Tensor Value,
    Adjoint Backward)
{
    public static LossProgram Of(NetworkGraph graph, Pass pass, IReadOnlyList<Tensor> wanted, CarriedState? carried)
    {
        Loss loss = graph.Loss!;
        Tensor target = new("target", TensorRole.Target, loss.TargetExtents(graph.Output));
        HashSet<string> names = [.. pass.Names];
        Lowering lowering = new("logit", new Dictionary<string, Tensor>(), name => NetworkProgram.Unique(names, name), masks: null, shared: [], carried);
        (Tensor value, Tensor[] scored, IReadOnlyList<Block> layers) = loss is WeightedLoss weighted
            ? Several(weighted, lowering, graph, pass, target)
            : loss is PhysicsLoss physics ? Physics(physics, lowering, pass, target) : One(loss, lowering, graph, pass, target);
        Statement[] statements = [.. layers.SelectMany(block => block.Statements), .. lowering.Statements];
        return new LossProgram(loss, target, layers, scored, lowering.Statements, value, Adjoint.Of(statements, carried is { IsEmpty: false } ? [value, carried.Final] : [value], wanted));
    }

    private static (Tensor Value, Tensor[] Scored, IReadOnlyList<Block> Layers) One(Loss loss, Lowering lowering, NetworkGraph graph, Pass pass, Tensor target)
    {
        int last = graph.Nodes.Count - 1;
        return graph.IsFused && pass.Result(graph.Nodes[last].Sources[0]) is var logits
            ? (loss.LowerFused(lowering, logits, target, graph.Output), [logits], pass.Blocks.Take(last).ToArray())
            : (loss.Lower(lowering, pass.Output, target, graph.Output, graph.Declaration.Precision), [pass.Output], pass.Blocks);
    }

    /// <summary>A residual reads the output and derivatives of the layers before it.</summary>
    private static (Tensor Value, Tensor[] Scored, IReadOnlyList<Block> Layers) Physics(PhysicsLoss loss, Lowering lowering, Pass pass, Tensor target)
    {
        Tensor value = loss.Lower(lowering, [.. pass.Blocks.SelectMany(block => block.Statements)], pass.Input, pass.Output, target);
        return (value, [.. lowering.Statements.SelectMany(statement => statement.Reads).Select(read => read.Tensor).Where(tensor => pass.Blocks.Any(block => block.Statements.Any(statement => statement.Target.Tensor == tensor))).Distinct()], pass.Blocks);
    }

    private static (Tensor Value, Tensor[] Scored, IReadOnlyList<Block> Layers) Several(WeightedLoss loss, Lowering lowering, NetworkGraph graph, Pass pass, Tensor target)
    {
        (LossTerm Term, int Place, bool IsFused)[] terms = [.. loss.Terms.Select(term => graph.IsPartner(term.Loss, term.Place) ? (term, graph.Nodes[term.Place].Sources[0], true) : (term, term.Place, false))];
        Tensor value = loss.Lower(lowering, [.. terms.Select(term => (term.Term, pass.Result(term.Place), term.IsFused))], target, graph.Declaration.Precision);
        HashSet<int> needed = [];
        // Layers with running statistics compute them, whether or not a loss reads what they hand on.
        Stack<int> open = new(terms.Select(term => term.Place).Concat(Enumerable.Range(0, pass.Blocks.Count).Where(place => pass.Blocks[place].Updates.Count > 0)));
        while (open.Count > 0)
        {
            int place = open.Pop();
            if (place == Node.NetworkInput || !needed.Add(place))
                continue;
            foreach (int source in graph.Nodes[place].Sources)
                open.Push(source);
        }

        return (value, [.. terms.Select(term => pass.Result(term.Place)).Distinct()], [.. pass.Blocks.Where((_, place) => needed.Contains(place))]);
    }
}
