using NetGen.Models.Building;
using NetGen.Models.Layouts;

namespace NetGen.Models.Onnx.Operators;

/// <summary>Normalisations and softmax.</summary>
internal static class NormalizationOperators
{
    /// <summary>In the place of an epsilon of zero, which no layer takes: far below what a variance of single precision can be told from.</summary>
    private const float LeastEpsilon = 1e-12f;

    public static Dictionary<string, Action<Mapping, OnnxNode>> All { get; } = new()
    {
        ["BatchNormalization"] = Batch,
        ["InstanceNormalization"] = Instance,
        ["LayerNormalization"] = LayerNorm,
        ["LRN"] = LocalResponse,
        ["Softmax"] = (mapping, node) => Softmax(mapping, node, "Softmax"),
        ["LogSoftmax"] = (mapping, node) => Softmax(mapping, node, "LogSoftmax"),
    };

    private static void Batch(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = mapping.Map(node, 0);
        if (node.Int("training_mode", 0) != 0 || map.Rank < 2)
            throw node.Fault("it is in training mode, or its input has no channels");
        int channels = map.Extent(1);
        Constant Channels(int input, string what) => mapping.Constant(node, input, what) is var tensor && tensor.Size == channels ? tensor : throw node.Fault($"{what} has not one number for each of the {channels} channels");
        Constant gamma = Channels(1, "gamma"), beta = Channels(2, "beta"), mean = Channels(3, "the mean"), variance = Channels(4, "the variance");
        float epsilon = node.Float("epsilon", 1e-5f);
        // Channels that are one run of the innermost numbers, in the order of the model.
        if (epsilon > 0 && map.Layout.Run(1) is (_, _, 1) && map.Layout.Canonical().Axes[1].Length <= 1)
        {
            WeightTensor Tensor(string slot, Constant tensor) => new(slot, [channels], tensor.Numbers);
            NewLayer layer = new NewLayer("BatchNorm") { Weights = [Tensor("gamma", gamma), Tensor("beta", beta)], Buffers = [Tensor("runningMean", mean), Tensor("runningVariance", variance)] };
            NetworkValue rows = map.Value.Shape[^1] == channels ? map.Value : mapping.Rows(map.Value, channels);
            mapping.Result(node, map with { Value = mapping.Network.Add(layer.WithIf(epsilon != 1e-5f, "Epsilon", CSharpText.Of(epsilon)), rows, rows.Shape) });
            return;
        }

        // Channels that are not the innermost: a factor and a shift for each number.
        float[] scale = gamma.Numbers().Zip(variance.Numbers(), (factor, square) => (float)(factor / Math.Sqrt((double)square + epsilon))).ToArray();
        float[] shift = [.. Enumerable.Range(0, channels).Select(c => beta.Numbers()[c] - (mean.Numbers()[c] * scale[c]))];
        mapping.Result(node, mapping.Affine(map, node, Constant.Of([channels], scale), Constant.Of([channels], shift), 1));
    }

    /// <summary>Over the places of each channel of a sample: a layer normalisation where those are the innermost numbers.</summary>
    private static void Instance(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = mapping.Map(node, 0);
        if (map.Rank < 3)
            throw node.Fault($"it normalises {map.ShapeText}, which has no places");
        int places = Mapping.Innermost(node, map, [.. Enumerable.Range(2, map.Rank - 2)]);
        NetworkValue rows = mapping.Rows(map.Value, places);
        FeatureMap normalized = map with { Value = mapping.Network.Add(Plain(places, node.Float("epsilon", 1e-5f)), rows, rows.Shape) };
        mapping.Result(node, mapping.Affine(normalized, node, mapping.Constant(node, 1, "the scale"), mapping.Constant(node, 2, "the shift"), 1));
    }

    private static NewLayer Plain(int size, float epsilon)
    {
        float[] ones = new float[size];
        Array.Fill(ones, 1);
        return Epsilon(new NewLayer("LayerNorm") { Weights = [WeightTensor.Of("gamma", ones, size), WeightTensor.Of("beta", new float[size], size)] }, epsilon);
    }

    private static NewLayer Epsilon(NewLayer layer, float epsilon) => layer.WithIf(epsilon != 1e-5f, "Epsilon", CSharpText.Of(Math.Max(epsilon, LeastEpsilon)));

    private static void LayerNorm(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = mapping.Map(node, 0);
        int axis = Axis(node, map, node.Int("axis", -1));
        int size = Mapping.Innermost(node, map, [.. Enumerable.Range(axis, map.Rank - axis)]);
        Layout layout = map.Layout.Canonical();
        int first = 0;
        while (first < layout.Order.Length && layout.Order[first].Axis < axis)
            first++;
        float[] Over(Constant? constant, float missing) => constant is null ? [.. Enumerable.Repeat(missing, size)]
            : constant.Size == size ? Aligned.Numbers(layout, constant, map.Rank - constant.Shape.Length, first) : throw node.Fault($"its scale or shift has {constant.Size} numbers, expected {size}");
        NewLayer layer = new("LayerNorm")
        {
            Weights =
            [
                WeightTensor.Of("gamma", Over(mapping.Constant(node, 1, "the scale"), 1), size),
                WeightTensor.Of("beta", Over(mapping.ConstantOrNull(node, 2, "the shift"), 0), size),
            ],
        };
        NetworkValue rows = mapping.Rows(map.Value, size);
        mapping.Result(node, map with { Value = mapping.Network.Add(Epsilon(layer, node.Float("epsilon", 1e-5f)), rows, rows.Shape) });
    }

    private static void LocalResponse(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = mapping.Map(node, 0);
        Layout layout = Windows.ChannelsLast(node, map);
        int size = node.Int("size", 1);
        if (size % 2 == 0 || size < 1)
            throw node.Fault($"its size is {size}, and sums over an even number of channels begin elsewhere");
        NewLayer layer = new NewLayer("LocalResponseNorm", CSharpText.Of(size)).With("Alpha", CSharpText.Of(node.Float("alpha", 1e-4f)))
            .With("Beta", CSharpText.Of(node.Float("beta", 0.75f))).With("K", CSharpText.Of(node.Float("bias", 1)));
        NetworkValue image = mapping.Shaped(map.Value, [.. layout.Shape[2..], layout.Shape[1]]);
        mapping.Result(node, new FeatureMap(mapping.Network.Add(layer, image, image.Shape), layout));
    }

    private static void Softmax(Mapping mapping, OnnxNode node, string kind)
    {
        FeatureMap map = mapping.Map(node, 0);
        int axis = Axis(node, map, node.Int("axis", node.Opset < 13 ? 1 : -1));
        // Before opset 13 the axes from the given one on count as one.
        int size = Mapping.Innermost(node, map, node.Opset < 13 ? [.. Enumerable.Range(axis, map.Rank - axis)] : [axis]);
        NetworkValue rows = mapping.Rows(map.Value, size);
        mapping.Result(node, map with { Value = mapping.Network.Add(new NewLayer(kind), rows, rows.Shape) });
    }

    private static int Axis(OnnxNode node, FeatureMap map, int axis) => (axis < 0 ? axis + map.Rank : axis) is var place && place >= 0 && place < map.Rank && map.Layout.Batch?.Axis != place ? place
        : throw node.Fault($"its axis {axis} is not one of a sample of {map.ShapeText}");
}
