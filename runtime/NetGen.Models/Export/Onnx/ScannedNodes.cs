using NetGen.Models.Onnx.Messages;

namespace NetGen.Models.Export.Onnx;

/// <summary>
/// Recurrent layers in double precision: ONNX Runtime has their operators in single precision alone, so the graph has the step of the cell
/// and an operator that goes along the sequence with it.
/// </summary>
internal static class ScannedNodes
{
    public static ExportValue Recurrent(OnnxGraph graph, LayerDescription layer, ExportValue input)
    {
        string turned = graph.Node("Transpose", [input.Name], OnnxAttribute.Of("perm", [1, 0, 2]));
        string[] passes = [.. Enumerable.Range(0, layer.Flag("Bidirectional") ? 2 : 1)
            .Select(direction => Pass(graph, layer, turned, direction))];
        int axis = layer.Flag("ReturnSequence") ? 2 : 1;
        string output = passes.Length == 1 ? passes[0] : graph.Node("Concat", passes, OnnxAttribute.Of("axis", axis));
        return new ExportValue(
            axis == 2 ? graph.Node("Transpose", [output], OnnxAttribute.Of("perm", [1, 0, 2])) : output, layer.OutputShape);
    }

    /// <summary>One direction: the states of all steps, or the last one.</summary>
    private static string Pass(OnnxGraph graph, LayerDescription layer, string steps, int direction)
    {
        string Parameter(string name) => graph.Weight(RecurrentNodes.Named(name, direction));
        string fromInput = graph.Node("MatMul", [steps, Parameter("inputWeights")]);
        if (graph.WeightOrNull(RecurrentNodes.Named("bias", direction)) is { } bias)
            fromInput = graph.Node("Add", [fromInput, bias]);
        int states = layer.Kind == "Lstm" ? 2 : 1;
        string zeros = Zeros(graph, layer, steps);
        string step = graph.Unique($"{layer.Name}/step{direction}");
        string state = graph.Unique($"{step}/state"), cell = graph.Unique($"{step}/cell"), row = graph.Unique($"{step}/row");
        string[] rows = states == 2 ? [state, cell, row] : [state, row];
        CellFunctions functions = CellFunctions.Of(layer);
        GraphProto body = graph.Body(step, rows, () =>
        {
            string weights = Parameter("recurrentWeights");
            string[] after = layer.Kind switch
            {
                "Gru" when layer.Flag(nameof(GruAttribute.ResetBefore)) => [GatedBefore(graph, layer, row, weights, state)],
                "Gru" => [Gated(graph, layer, row, Product(graph, state, weights), state, Extra(graph, direction))],
                "Lstm" => LongShortTerm(graph, layer, graph.Node("Add", [row, Product(graph, state, weights)]), cell),
                _ => [ActivationNodes.Apply(graph, functions.Candidate, graph.Node("Add", [row, Product(graph, state, weights)]))],
            };
            return [.. after, graph.Node("Identity", [after[0]])];
        });
        return graph.Node(
            "Scan",
            states + 1,
            [.. Enumerable.Repeat(zeros, states), fromInput],
            OnnxAttribute.Of("body", body),
            OnnxAttribute.Of("num_scan_inputs", 1),
            OnnxAttribute.Of("scan_input_directions", [direction]),
            OnnxAttribute.Of("scan_output_directions", [direction]))[layer.Flag("ReturnSequence") ? states : 0];
    }

    /// <summary>The state before the first step: as many rows as there are samples.</summary>
    private static string Zeros(OnnxGraph graph, LayerDescription layer, string steps)
    {
        string samples = graph.Node("Gather", [graph.Node("Shape", [steps]), graph.Integers(1)]);
        string shape = graph.Node("Concat", [samples, graph.Integers((long)layer.Number("Units"))], OnnxAttribute.Of("axis", 0));
        return graph.Node("ConstantOfShape", [shape], OnnxAttribute.Of("value", graph.Tensor(string.Empty, graph.Source.Constant([0], 1))));
    }

    private static string? Extra(OnnxGraph graph, int direction) => graph.WeightOrNull(RecurrentNodes.Named("recurrentBias", direction));

    private static string Product(OnnxGraph graph, string state, string weights) => graph.Node("MatMul", [state, weights]);

    private static string Gate(OnnxGraph graph, LayerDescription layer, string gates, int gate, int count = 1)
    {
        long units = (long)layer.Number("Units");
        return graph.Node("Slice", [gates, graph.Integers(gate * units), graph.Integers((gate + count) * units), graph.Integers(1)]);
    }

    private static string[] LongShortTerm(OnnxGraph graph, LayerDescription layer, string gates, string cell)
    {
        CellFunctions functions = CellFunctions.Of(layer);
        string Opened(int gate) => ActivationNodes.Apply(graph, functions.Gate, Gate(graph, layer, gates, gate));
        string added = graph.Node("Mul", [Opened(0), ActivationNodes.Apply(graph, functions.Candidate, Gate(graph, layer, gates, 2))]);
        string after = graph.Node("Add", [graph.Node("Mul", [Opened(1), cell]), added]);
        return [graph.Node("Mul", [Opened(3), ActivationNodes.Apply(graph, functions.Cell, after)]), after];
    }

    private static string Gated(OnnxGraph graph, LayerDescription layer, string row, string recurrent, string state, string? bias)
    {
        CellFunctions functions = CellFunctions.Of(layer);
        string Opened(int gate) =>
            ActivationNodes.Apply(
                graph, functions.Gate, graph.Node("Add", [Gate(graph, layer, row, gate), Gate(graph, layer, recurrent, gate)]));
        string product = Gate(graph, layer, recurrent, 2), update = Opened(1);
        if (bias is not null)
            product = graph.Node("Add", [product, bias]);
        string sum = graph.Node("Add", [Gate(graph, layer, row, 2), graph.Node("Mul", [Opened(0), product])]);
        return Mixed(graph, functions, sum, update, state);
    }

    /// <summary>A GRU whose reset gate applies to the state: the product of the new gate waits for it.</summary>
    private static string GatedBefore(OnnxGraph graph, LayerDescription layer, string row, string weights, string state)
    {
        CellFunctions functions = CellFunctions.Of(layer);
        string opening = Product(graph, state, Gate(graph, layer, weights, 0, count: 2));
        string gates = graph.Node("Add", [Gate(graph, layer, row, 0, count: 2), opening]);
        string Opened(int gate) => ActivationNodes.Apply(graph, functions.Gate, Gate(graph, layer, gates, gate));
        string product = Product(graph, graph.Node("Mul", [Opened(0), state]), Gate(graph, layer, weights, 2));
        return Mixed(graph, functions, graph.Node("Add", [Gate(graph, layer, row, 2), product]), Opened(1), state);
    }

    /// <summary>(1 - z) n + z h.</summary>
    private static string Mixed(OnnxGraph graph, CellFunctions functions, string sum, string update, string state)
    {
        string candidate = ActivationNodes.Apply(graph, functions.Candidate, sum), kept = graph.Node("Mul", [update, state]);
        return graph.Node("Add", [graph.Node("Mul", [graph.Node("Sub", [graph.Number(1), update]), candidate]), kept]);
    }
}
