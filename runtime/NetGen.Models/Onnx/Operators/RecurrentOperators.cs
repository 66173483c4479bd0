using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Layouts;

namespace NetGen.Models.Onnx.Operators;

/// <summary>
/// Recurrent cells. Weights <c>[directions][gates * units][inputs]</c> become <c>[inputs][gates * units]</c>, with the gates in the order
/// of the layers and the biases of both products as the layers have them.
/// </summary>
internal static class RecurrentOperators
{
    public static Dictionary<string, Action<Mapping, OnnxNode>> All { get; } = new()
    {
        ["LSTM"] = (mapping, node) =>
            Map(mapping, node, new Cell("Lstm", [0, 2, 3, 1], Nonlinearity.Sigmoid, Nonlinearity.Tanh, Nonlinearity.Tanh)),
        ["GRU"] = (mapping, node) => Map(mapping, node, new Cell("Gru", [1, 0, 2], Nonlinearity.Sigmoid, Nonlinearity.Tanh)),
        ["RNN"] = (mapping, node) => Map(mapping, node, new Cell("SimpleRnn", [0], Nonlinearity.Tanh)),
    };

    private static void Map(Mapping mapping, OnnxNode node, Cell cell)
    {
        bool samplesFirst = node.Int("layout", 0) != 0;
        int timeAxis = samplesFirst ? 1 : 0, sampleAxis = 1 - timeAxis;
        FeatureMap map = mapping.Map(node, 0);
        if (map.Rank != 3 || (map.Layout.Batch is { } batch ? batch.Axis != sampleAxis : map.Extent(sampleAxis) != 1))
            throw node.Fault(
                $"it goes through {map.ShapeText}, of which axis {timeAxis} counts steps, axis {sampleAxis} samples and axis 2 inputs");
        map = Arranging.InnermostInOrder(mapping, map, 2);
        int steps = map.Extent(timeAxis), inputs = map.Extent(2);
        ImmutableArray<NewLayer> directions = Layers(mapping, node, cell, inputs, steps);
        NetworkValue input = mapping.Shaped(map.Value, steps, inputs);
        var run = new Run(mapping, node, map, input, steps, samplesFirst);
        if (IsRead(mapping, node, 2))
            throw node.Fault("its last cell is read, and a layer puts out its state alone");
        if (IsRead(mapping, node, 0))
            mapping.Result(node, run.Sequence(directions));
        if (IsRead(mapping, node, 1))
            mapping.Result(node, run.Last(directions), 1);
    }

    private static bool IsRead(Mapping mapping, OnnxNode node, int output) =>
        output < node.Message.Output.Count && node.Message.Output[output] is { Length: > 0 } name && mapping.Read.Contains(name);

    /// <summary>The layer of both directions, or of one.</summary>
    private static ImmutableArray<NewLayer> Layers(Mapping mapping, OnnxNode node, Cell cell, int inputs, int steps)
    {
        string direction = node.Text("direction", "forward");
        int directions = direction == "bidirectional" ? 2 : 1;
        Constant input = mapping.Constant(node, 1, "the weights of the inputs"),
            recurrent = mapping.Constant(node, 2, "the recurrent weights");
        int units = recurrent.Shape.Length == 3 ? recurrent.Shape[2] : 0, width = cell.Gates * units;
        if (!input.Shape.SequenceEqual([directions, width, inputs]) || !recurrent.Shape.SequenceEqual([directions, width, units])
            || node.Int("hidden_size", units) != units)
            throw node.Fault($"its weights [{string.Join(", ", input.Shape)}] and [{string.Join(", ", recurrent.Shape)}] do not fit "
                + $"{inputs} inputs and {directions} directions");
        if (mapping.ConstantOrNull(node, 3, "the bias") is { } bias && !bias.Shape.SequenceEqual([directions, 2 * width]))
            throw node.Fault($"its bias is [{string.Join(", ", bias.Shape)}], expected [{directions}, {2 * width}]");
        CheckPlain(mapping, node, cell, directions, steps);
        var weights = ImmutableArray.CreateBuilder<WeightTensor>();
        for (int i = 0; i < directions; i++)
            weights.AddRange(Weights(mapping, node, cell, units, inputs, i));
        NewLayer layer = new NewLayer(cell.Kind, CSharpText.Of(units)) { Weights = weights.ToImmutable() };
        layer = layer.WithIf(directions == 2, "Bidirectional", "true").WithIf(node.Input(3).Length == 0, "Bias", "false")
            .WithIf(IsResetBefore(node, cell), nameof(GruAttribute.ResetBefore), "true");
        return
        [
            CellActivations.Read(node, cell.Usual, directions) switch
            {
                [var candidate] => layer.WithFunctions(candidate, Nonlinearity.Sigmoid, candidate),
                [var gate, var candidate, .. var more] => layer.WithFunctions(candidate, gate, more is [var last] ? last : candidate),
                _ => throw new InvalidOperationException($"A {cell.Kind} has no activations."),
            },
        ];
    }

    /// <summary>Refuses what no layer has: states before the first step, peepholes, clipping, lengths that differ.</summary>
    private static void CheckPlain(Mapping mapping, OnnxNode node, Cell cell, int directions, int steps)
    {
        if (node.Input(4).Length > 0 && mapping.Constant(node, 4, "the lengths").Integers().Any(length => length != steps))
            throw node.Fault("its sequences are shorter than its input");
        foreach (int state in new[] { 5, 6 })
        {
            if (node.Input(state).Length > 0
                && mapping.Constant(node, state, "the state before the first step").Numbers().Any(number => number != 0))
                throw node.Fault("its state before the first step is not zero");
        }

        if (node.Input(7).Length > 0 && mapping.Constant(node, 7, "the peepholes").Numbers().Any(number => number != 0))
            throw node.Fault("its gates look at the cell");
        if (node.Find("clip") is not null || node.Int("input_forget", 0) != 0)
            throw node.Fault("it clips its gates or couples two of them");
        if (node.Text("direction", "forward") == "reverse" && steps > Spreading.MostPieces)
            throw node.Fault($"it goes backwards through {steps} steps, more than {Spreading.MostPieces}");
        if (node.Text("direction", "forward") is not ("forward" or "reverse" or "bidirectional") || directions < 1)
            throw node.Fault($"its direction is '{node.Text("direction", "forward")}'");
    }

    /// <summary>Whether the reset gate applies to the state before the recurrent product. Then both biases add up at every gate.</summary>
    private static bool IsResetBefore(OnnxNode node, Cell cell) => cell.Kind == "Gru" && node.Int("linear_before_reset", 0) == 0;

    private static IEnumerable<WeightTensor> Weights(Mapping mapping, OnnxNode node, Cell cell, int units, int inputs, int direction)
    {
        int width = cell.Gates * units;
        string Slot(string name) => direction == 0 ? name : "reverse" + char.ToUpperInvariant(name[0]) + name[1..];
        float[] Matrix(int tensor, int rows)
        {
            float[] numbers = mapping.Constant(node, tensor, "the weights").Numbers().AsSpan(direction * width * rows, width * rows)
                .ToArray();
            return Rearrange.Blocks(Rearrange.Transpose(numbers, [width, rows], [1, 0]), units, cell.Order);
        }

        yield return new WeightTensor(Slot("inputWeights"), [inputs, width], () => Matrix(1, inputs));
        yield return new WeightTensor(Slot("recurrentWeights"), [units, width], () => Matrix(2, units));
        if (mapping.ConstantOrNull(node, 3, "the bias") is not { } bias)
            yield break;
        float[] both = bias.Numbers().AsSpan(direction * 2 * width, 2 * width).ToArray();
        float[] input = Rearrange.Blocks(both[..width], units, cell.Order), recurrent = Rearrange.Blocks(both[width..], units, cell.Order);
        bool isApart = cell.Kind == "Gru" && !IsResetBefore(node, cell);
        foreach (WeightTensor tensor in isApart
            ? RecurrentBias.Gru([.. input, .. recurrent], units) : [RecurrentBias.Sum(input, recurrent)])
            yield return tensor with { Slot = Slot(tensor.Slot) };
    }

    /// <summary>A kind of cell.</summary>
    /// <param name="Kind">The layer.</param>
    /// <param name="Order">For each gate of the layer, which it is in the file.</param>
    /// <param name="Usual">The activations of one direction where the operator names none.</param>
    private sealed record Cell(string Kind, int[] Order, params Nonlinearity[] Usual)
    {
        public int Gates => Order.Length;
    }

    /// <summary>One pass through a sequence.</summary>
    private sealed record Run(Mapping Mapping, OnnxNode Node, FeatureMap Map, NetworkValue Input, int Steps, bool SamplesFirst)
    {
        private bool IsReverse => Node.Text("direction", "forward") == "reverse";

        private bool HasBatch => Map.Layout.Batch is not null;

        private int Samples => Map.Extent(SamplesFirst ? 0 : 1);

        /// <summary>All states, <c>[steps][directions][samples][units]</c>, or with samples first.</summary>
        public FeatureMap Sequence(ImmutableArray<NewLayer> layers)
        {
            NetworkValue states = Mapping.Network.Add(layers[0].With("ReturnSequence", "true"), Ordered(Input), [Steps, Width(layers[0])]);
            int directions = Directions(layers[0]), units = Width(layers[0]) / directions;
            Layout layout = SamplesFirst
                ? Layout.Of([Samples, Steps, directions, units], [0, 1, 2, 3], HasBatch ? 0 : null)
                : Layout.Of([Steps, directions, Samples, units], [0, 1, 3, 2], HasBatch ? 2 : null);
            return new FeatureMap(Ordered(states), layout);
        }

        /// <summary>The last state of each direction, <c>[directions][samples][units]</c>, or with samples first.</summary>
        public FeatureMap Last(ImmutableArray<NewLayer> layers)
        {
            NetworkValue state = Mapping.Network.Add(layers[0], Ordered(Input), [Width(layers[0])]);
            int directions = Directions(layers[0]), units = Width(layers[0]) / directions;
            Layout layout = SamplesFirst
                ? Layout.Of([Samples, directions, units], [0, 1, 2], HasBatch ? 0 : null)
                : Layout.Of([directions, Samples, units], [0, 2, 1], HasBatch ? 1 : null);
            return new FeatureMap(state, layout);
        }

        /// <summary>A pass from the last step to the first goes through the steps in the other order.</summary>
        private NetworkValue Ordered(NetworkValue value)
        {
            if (!IsReverse)
                return value;
            var steps = new FeatureMap(value, Layout.RowMajor([.. value.Shape], null));
            return Mapping.Shaped(
                Spreading.Pick(Mapping, Node, steps, 0, [.. Enumerable.Range(0, Steps).Reverse()], value.Shape[1]).Value, value.Shape);
        }

        private static int Directions(NewLayer layer) => layer.Properties.Contains(("Bidirectional", "true")) ? 2 : 1;

        private static int Width(NewLayer layer) =>
            int.Parse(layer.Arguments[0], System.Globalization.CultureInfo.InvariantCulture) * Directions(layer);
    }
}
