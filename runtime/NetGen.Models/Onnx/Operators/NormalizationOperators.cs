using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Layouts;

namespace NetGen.Models.Onnx.Operators;

/// <summary>Normalisations and softmax.</summary>
internal static class NormalizationOperators
{
    /// <summary>
    /// In the place of an epsilon of zero, which no layer takes: far below what a variance of single precision can be told from.
    /// </summary>
    private const float LeastEpsilon = 1e-12f;

    public static Dictionary<string, Action<Mapping, OnnxNode>> All { get; } = new()
    {
        ["BatchNormalization"] = Batch,
        ["InstanceNormalization"] = Instance,
        ["LayerNormalization"] = (mapping, node) => OverLastAxes(mapping, node, "LayerNorm"),
        ["RMSNormalization"] = (mapping, node) => OverLastAxes(mapping, node, "RmsNorm"),
        ["GroupNormalization"] = Group,
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
        Constant Channels(int input, string what) => mapping.Constant(node, input, what) is var tensor && tensor.Size == channels
            ? tensor : throw node.Fault($"{what} has not one number for each of the {channels} channels");
        Constant gamma = Channels(1, "gamma"), beta = Channels(2, "beta"), mean = Channels(3, "the mean"),
            variance = Channels(4, "the variance");
        float epsilon = node.Float("epsilon", 1e-5f);
        // Channels that are one run of the innermost numbers, in the order of the model.
        if (epsilon > 0 && map.Layout.Run(1) is (_, _, 1) && map.Layout.Canonical().Axes[1].Length <= 1)
        {
            WeightTensor Tensor(string slot, Constant tensor) => new(slot, [channels], tensor.Numbers);
            NewLayer layer = new NewLayer("BatchNorm")
                { Weights = [Tensor("gamma", gamma), Tensor("beta", beta)],
                Buffers = [Tensor("runningMean", mean), Tensor("runningVariance", variance)] };
            NetworkValue rows = mapping.Innermost(map.Value, channels);
            mapping.Result(node, map with { Value = mapping.Network.Add(
                layer.WithIf(epsilon != 1e-5f, "Epsilon", CSharpText.Of(epsilon)), rows, rows.Shape) });
            return;
        }

        // Channels that are not the innermost: a factor and a shift for each number.
        float[] scale = gamma.Numbers().Zip(variance.Numbers(), (factor, square) => (float)(factor / Math.Sqrt((double)square + epsilon)))
            .ToArray();
        float[] shift = [.. Enumerable.Range(0, channels).Select(c => beta.Numbers()[c] - (mean.Numbers()[c] * scale[c]))];
        mapping.Result(node, mapping.Affine(map, node, Constant.Of([channels], scale), Constant.Of([channels], shift), 1));
    }

    /// <summary>Over the places of each channel of a sample.</summary>
    private static void Instance(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = Windows.ChannelsLast(mapping, node);
        int channels = map.Extent(1);
        // The operator has a factor and a shift always; ones and zeros are those of a layer that has none.
        bool isPlain = IsAll(mapping.Constant(node, 1, "the scale"), 1) && IsAll(mapping.Constant(node, 2, "the shift"), 0);
        ImmutableArray<WeightTensor> weights = GainAndShift(mapping, node, channels);
        NewLayer layer = isPlain ? new NewLayer("InstanceNorm") : new NewLayer("InstanceNorm") { Weights = weights }.With("Affine", "true");
        NetworkValue rows = mapping.Places(map.Value, channels);
        mapping.Result(node, map with { Value = mapping.Network.Add(Epsilon(layer, node.Float("epsilon", 1e-5f)), rows, rows.Shape) });
    }

    /// <summary>Over groups of channels and all places of a sample.</summary>
    private static void Group(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = Windows.ChannelsLast(mapping, node);
        int channels = map.Extent(1), groups = node.Int("num_groups", 1);
        if (groups < 1 || channels % groups != 0)
            throw node.Fault($"its {groups} groups do not divide {channels} channels");
        NewLayer layer = new("GroupNorm", CSharpText.Of(groups)) { Weights = GainAndShift(mapping, node, channels) };
        NetworkValue rows = mapping.Places(map.Value, channels);
        mapping.Result(node, map with { Value = mapping.Network.Add(Epsilon(layer, node.Float("epsilon", 1e-5f)), rows, rows.Shape) });
    }

    private static bool IsAll(Constant constant, float number) =>
        constant.IsUniform ? constant.Uniform == number : Array.TrueForAll(constant.Numbers(), each => each == number);

    /// <summary>A factor and a shift for each channel.</summary>
    private static ImmutableArray<WeightTensor> GainAndShift(Mapping mapping, OnnxNode node, int channels)
    {
        WeightTensor Tensor(string slot, int input, string what) =>
            mapping.Constant(node, input, what) is var tensor && tensor.Size == channels
            ? new WeightTensor(slot, [channels], tensor.Numbers)
                : throw node.Fault($"{what} has {tensor.Size} numbers, expected {channels}");
        return [Tensor("gamma", 1, "the scale"), Tensor("beta", 2, "the shift")];
    }

    private static NewLayer Epsilon(NewLayer layer, float epsilon) =>
        layer.WithIf(epsilon != 1e-5f, "Epsilon", CSharpText.Of(Math.Max(epsilon, LeastEpsilon)));

    private static void OverLastAxes(Mapping mapping, OnnxNode node, string kind)
    {
        FeatureMap map = mapping.Map(node, 0);
        int axis = Axis(node, map, node.Int("axis", -1));
        map = Arranging.Innermost(mapping, map, [.. Enumerable.Range(axis, map.Rank - axis)]);
        int size = map.Layout.Shape[axis..].Aggregate(1, (product, extent) => product * extent);
        Layout layout = map.Layout.Canonical();
        int first = 0;
        while (first < layout.Order.Length && layout.Order[first].Axis < axis)
            first++;
        float[] Over(Constant? constant, float missing) => constant is null ? [.. Enumerable.Repeat(missing, size)]
            : constant.Size == size
                ? Aligned.Numbers(layout, constant, map.Rank - constant.Shape.Length, first)
                : throw node.Fault($"its scale or shift has {constant.Size} numbers, expected {size}");
        Constant? scale = mapping.ConstantOrNull(node, 1, "the scale"), shift = mapping.ConstantOrNull(node, 2, "the shift");
        WeightTensor gamma = WeightTensor.Of("gamma", Over(scale, 1), size);
        NewLayer layer = scale is null && shift is null ? new NewLayer(kind).With("Affine", "false")
            : new NewLayer(kind) { Weights = kind == "RmsNorm" ? [gamma] : [gamma, WeightTensor.Of("beta", Over(shift, 0), size)] };
        NetworkValue rows = mapping.Innermost(map.Value, size);
        mapping.Result(node, map with { Value = mapping.Network.Add(Epsilon(layer, node.Float("epsilon", 1e-5f)), rows, rows.Shape) });
    }

    private static void LocalResponse(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = Windows.ChannelsLast(mapping, node);
        Layout layout = map.Layout;
        int size = node.Int("size", 1);
        if (size % 2 == 0 || size < 1)
            throw node.Fault($"its size is {size}, and sums over an even number of channels begin elsewhere");
        NewLayer layer = new NewLayer("LocalResponseNorm", CSharpText.Of(size)).With("Alpha", CSharpText.Of(node.Float("alpha", 1e-4f)))
            .With("Beta", CSharpText.Of(node.Float("beta", 0.75f))).With("K", CSharpText.Of(node.Float("bias", 1)));
        NetworkValue places = mapping.Places(map.Value, layout.Shape[1]);
        mapping.Result(node, new FeatureMap(mapping.Network.Add(layer, places, places.Shape), layout));
    }

    private static void Softmax(Mapping mapping, OnnxNode node, string kind)
    {
        FeatureMap map = mapping.Map(node, 0);
        int axis = Axis(node, map, node.Int("axis", node.Opset < 13 ? 1 : -1));
        // Before opset 13 the axes from the given one on count as one.
        ImmutableArray<int> axes = node.Opset < 13 ? [.. Enumerable.Range(axis, map.Rank - axis)] : [axis];
        map = Arranging.Innermost(mapping, map, axes);
        int size = axes.Aggregate(1, (product, each) => product * map.Extent(each));
        NetworkValue rows = mapping.Innermost(map.Value, size);
        mapping.Result(node, map with { Value = mapping.Network.Add(new NewLayer(kind), rows, rows.Shape) });
    }

    private static int Axis(OnnxNode node, FeatureMap map, int axis) =>
        (axis < 0 ? axis + map.Rank : axis) is var place && place >= 0 && place < map.Rank && map.Layout.Batch?.Axis != place ? place
        : throw node.Fault($"its axis {axis} is not one of a sample of {map.ShapeText}");
}
