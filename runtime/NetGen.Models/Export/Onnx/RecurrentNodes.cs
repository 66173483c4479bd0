using NetGen.Models.Onnx.Messages;

namespace NetGen.Models.Export.Onnx;

/// <summary>Recurrent layers, whose operators want the steps before the samples, and gates in an order of their own.</summary>
internal static class RecurrentNodes
{
    /// <summary>For each gate of the operator, the gate that it is in the network.</summary>
    private static readonly int[] s_lstm = [0, 3, 1, 2], s_gru = [1, 0, 2], s_simple = [0];

    public static Dictionary<string, OnnxLayer> All { get; } = new()
    {
        ["SimpleRnn"] = (graph, layer, inputs) => Recurrent(graph, layer, graph.Last(inputs[0]), "RNN", s_simple),
        ["Lstm"] = (graph, layer, inputs) => Recurrent(graph, layer, graph.Last(inputs[0]), "LSTM", s_lstm),
        ["Gru"] = (graph, layer, inputs) => Recurrent(graph, layer, graph.Last(inputs[0]), "GRU", s_gru),
    };

    private static ExportValue Recurrent(OnnxGraph graph, LayerDescription layer, ExportValue input, string operation, int[] gates)
    {
        int directions = layer.Flag("Bidirectional") ? 2 : 1, units = (int)layer.Number("Units");
        bool sequence = layer.Flag("ReturnSequence");
        if (graph.Source.IsDouble)
            return ScannedNodes.Recurrent(graph, layer, input);
        string turned = graph.Node("Transpose", [input.Name], OnnxAttribute.Of("perm", [1, 0, 2]));
        string[] matrices = [
            Matrices(graph, layer, "inputWeights", gates, directions), Matrices(graph, layer, "recurrentWeights", gates, directions)];
        string[] arguments = [turned, .. matrices, .. Bias(graph, layer, gates, directions)];
        string output = graph.Node(
            operation,
            sequence ? 1 : 2,
            arguments,
            [
                OnnxAttribute.Of("hidden_size", units),
                OnnxAttribute.Of("direction", directions == 2 ? "bidirectional" : "forward"),
                .. operation == "GRU"
                    ? [OnnxAttribute.Of("linear_before_reset", layer.Flag(nameof(GruAttribute.ResetBefore)) ? 0 : 1)]
                    : Array.Empty<AttributeProto>(),
                .. Activations(layer, operation, directions),
            ])[^1];
        string samples = graph.Node("Transpose", [output], OnnxAttribute.Of("perm", sequence ? [2, 0, 1, 3] : new[] { 1, 0, 2 }));
        return new ExportValue(graph.Reshape(samples, [.. layer.OutputShape]), layer.OutputShape);
    }

    /// <summary>The functions of each direction; the numbers of those that have some stand in the same order.</summary>
    private static AttributeProto[] Activations(LayerDescription layer, string operation, int directions)
    {
        CellFunctions functions = CellFunctions.Of(layer);
        if (operation != "RNN" && functions.AreUsual)
            return [];
        Nonlinearity[] one = operation switch
        {
            "RNN" => [functions.Candidate],
            "GRU" => [functions.Gate, functions.Candidate],
            _ => [functions.Gate, functions.Candidate, functions.Cell],
        };
        Nonlinearity[] all = [.. Enumerable.Repeat(one, directions).SelectMany(each => each)];
        double[] alphas = [.. all.Select(Numbers).Where(numbers => numbers.Alpha is not null).Select(numbers => numbers.Alpha!.Value)];
        double[] betas = [.. all.Select(Numbers).Where(numbers => numbers.Beta is not null).Select(numbers => numbers.Beta!.Value)];
        return
        [
            OnnxAttribute.Of("activations", all.Select(Name)),
            .. alphas.Length > 0 ? [OnnxAttribute.Of("activation_alpha", alphas)] : Array.Empty<AttributeProto>(),
            .. betas.Length > 0 ? [OnnxAttribute.Of("activation_beta", betas)] : Array.Empty<AttributeProto>(),
        ];
    }

    private static string Name(Nonlinearity function) => function switch
    {
        Nonlinearity.Linear => "Affine",
        Nonlinearity.SteepHardSigmoid => "HardSigmoid",
        _ => function.ToString(),
    };

    private static (double? Alpha, double? Beta) Numbers(Nonlinearity function) => function switch
    {
        Nonlinearity.Linear => (1, 0),
        Nonlinearity.HardSigmoid => (1.0 / 6, 0.5),
        Nonlinearity.SteepHardSigmoid => (0.2, 0.5),
        Nonlinearity.Elu => (1, null),
        _ => (null, null),
    };

    /// <summary>A parameter of a direction.</summary>
    public static string Named(string name, int direction) =>
        direction == 0 ? name : "reverse" + char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>Directions, gates and units, inputs.</summary>
    private static string Matrices(OnnxGraph graph, LayerDescription layer, string name, int[] gates, int directions)
    {
        string key = $"{graph.Source.Owner(layer).Name}.{name}";
        return graph.Initializer(key, () =>
        {
            NumberTensor Part(int direction) => graph.Source.Get(layer, Named(name, direction)).Blocks(gates).Permuted(1, 0);
            NumberTensor[] parts = [.. Enumerable.Range(0, directions).Select(Part)];
            return NumberTensor.Stacked(parts, directions, parts[0].Shape[0], parts[0].Shape[1]);
        });
    }

    /// <summary>
    /// The bias of the inputs' product, then that of the recurrent one, which only the new gate of a GRU has, where the reset gate
    /// multiplies it.
    /// </summary>
    private static string[] Bias(OnnxGraph graph, LayerDescription layer, int[] gates, int directions)
    {
        if (graph.Source.Find(layer, "bias") is not { } first)
            return [];
        int units = (int)layer.Number("Units");
        int none = first.Shape[0] - (graph.Source.Find(layer, "recurrentBias") is null ? 0 : units);
        NumberTensor zeros = graph.Source.Constant(new double[none], none);
        IEnumerable<NumberTensor> Parts(int direction) =>
        [
            graph.Source.Get(layer, Named("bias", direction)).Blocks(gates),
            zeros,
            .. graph.Source.Find(layer, Named("recurrentBias", direction)) is { } extra ? [extra] : Array.Empty<NumberTensor>(),
        ];
        string key = $"{graph.Source.Owner(layer).Name}.bias";
        return [graph.Initializer(
            key, () => NumberTensor.Stacked([.. Enumerable.Range(0, directions).SelectMany(Parts)], directions, 2 * first.Shape[0]))];
    }
}
