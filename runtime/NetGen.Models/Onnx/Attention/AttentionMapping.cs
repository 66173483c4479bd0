using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Layouts;

namespace NetGen.Models.Onnx.Attention;

/// <summary>
/// Self-attention in parts (Vaswani et al., 2017): a product of queries and keys, a scale, perhaps a mask of what comes later, a softmax,
/// and a product with the values, all three of them dense layers of the same steps. It becomes one layer.
/// </summary>
internal static class AttentionMapping
{
    /// <summary>Below this, a score that a mask adds to counts as left out.</summary>
    private const float Masked = -1e4f;

    /// <summary>The product of two values of the network: the scores of queries and keys.</summary>
    public static void Begin(Mapping mapping, OnnxNode node)
    {
        FeatureMap query = mapping.Map(node, 0), key = mapping.Map(node, 1);
        int rank = query.Rank;
        if (rank < 3 || key.Rank != rank || HeadExtents.Of(query.Layout, rank - 2, rank - 1) is not { } heads
            || HeadExtents.Of(key.Layout, rank - 1, rank - 2) != heads)
            throw node.Fault($"it multiplies {query.ShapeText} with {key.ShapeText}, two values of the network, and only the queries and "
                + "keys of an attention are multiplied");
        mapping.Scores[node.Message.Output[0]] =
            new AttentionScores(Projected(mapping, node, query, heads, "queries"), Projected(mapping, node, key, heads, "keys"),
            query.Layout, heads);
    }

    /// <summary>What an operator makes of scores.</summary>
    public static void Continue(Mapping mapping, OnnxNode node)
    {
        int place = mapping.Scores.ContainsKey(node.Input(0))
            ? 0 : node.Operator == "Where" && mapping.Scores.ContainsKey(node.Input(2)) ? 2 : 1;
        AttentionScores scores = mapping.Scores[node.Input(place)];
        if (node.Operator == "MatMul" && place == 0)
        {
            mapping.Result(node, End(mapping, node, scores));
            return;
        }

        mapping.Scores[node.Message.Output[0]] = node.Operator switch
        {
            "Cast" or "Identity" or "Dropout" => scores,
            "Mul" when !scores.IsNormalized => scores with { Scale = scores.Scale * Number(mapping, node, 1 - place) },
            "Div" when !scores.IsNormalized && place == 0 => scores with { Scale = scores.Scale / Number(mapping, node, 1) },
            "Add" when !scores.IsNormalized => Added(mapping, node, scores, mapping.Constant(node, 1 - place, "the mask")),
            "Where" when !scores.IsNormalized => Chosen(mapping, node, scores, place),
            "Softmax" when !scores.IsNormalized && node.Int("axis", -1) is var axis && (axis == -1 || axis == scores.Layout.Rank - 1) =>
                scores with { IsNormalized = true },
            _ => throw node.Fault("it works on the scores of an attention, of which a layer knows scale, causal mask and softmax"),
        };
    }

    /// <summary>An attention whose output product is open, then a dense layer: the layer's output product.</summary>
    public static NetworkValue? WithOutput(NetworkBuilder network, NetworkValue value, NewLayer dense)
    {
        while (!value.IsInput && network.Layers[value.Index] is { Layer.Kind: "Reshape" or "Flatten" } moved)
            value = moved.Sources[0];
        if (value.IsInput || network.Layers[value.Index] is not { Layer.HasOpenOutput: true } placed
            || !dense.Weights[0].Shape.SequenceEqual(placed.Layer.Weights[0].Shape))
            return null;
        ImmutableArray<WeightTensor> products =
            [.. placed.Layer.Weights.Where(tensor => !tensor.Slot.StartsWith("output", StringComparison.Ordinal))];
        WeightTensor output = dense.Weights[0] with { Slot = "outputWeights" };
        ImmutableArray<WeightTensor> bias = dense.Weights.Length > 1 ? [dense.Weights[1] with { Slot = "outputBias" }] : [];
        NewLayer whole = placed.Layer with { HasOpenOutput = false, Weights = [.. products, output, .. bias] };
        return network.Add(WithAllBiasesOrNone(whole, value.Shape[1]), placed.Sources[0], value.Shape);
    }

    /// <summary>A layer has a bias behind each of its four products or behind none: what is missing is zero.</summary>
    private static NewLayer WithAllBiasesOrNone(NewLayer layer, int width)
    {
        if (layer.Weights.All(tensor => tensor.Slot.EndsWith("Weights", StringComparison.Ordinal)))
            return layer.Properties.Contains(("Bias", "false")) ? layer : layer.With("Bias", "false");
        IEnumerable<WeightTensor> Product(string name) =>
        [
            layer.Weights.First(tensor => tensor.Slot == name + "Weights"),
            layer.Weights.FirstOrDefault(tensor => tensor.Slot == name + "Bias") ?? WeightTensor.Of(name + "Bias", new float[width], width),
        ];
        return layer with
        {
            Weights = [.. new[] { "query", "key", "value", "output" }.SelectMany(Product)],
            Properties = layer.Properties.Remove(("Bias", "false")),
        };
    }

    private static FeatureMap End(Mapping mapping, OnnxNode node, AttentionScores scores)
    {
        FeatureMap value = mapping.Map(node, 1);
        (int steps, int heads, int width) = scores.Heads;
        if (!scores.IsNormalized || value.Rank != scores.Layout.Rank
            || HeadExtents.Of(value.Layout, value.Rank - 2, value.Rank - 1) != scores.Heads)
            throw node.Fault($"it multiplies scores of an attention with {value.ShapeText}, and values of {heads} heads, {steps} steps and "
                + $"{width} features are expected, after a softmax");
        Projection values = Projected(mapping, node, value, scores.Heads, "values");
        if (scores.Query.Source != scores.Key.Source || scores.Key.Source != values.Source || !scores.Query.IsSquare || !scores.Key.IsSquare
            || !values.IsSquare)
            throw node.Fault("its queries, keys and values are not dense layers of the same steps, as wide as these: no self-attention");
        int all = heads * width;
        NewLayer layer = new NewLayer("SelfAttention", CSharpText.Of(heads))
        {
            HasOpenOutput = true,
            Weights =
            [
                .. Tensors("query", Scaled(scores, width), all), .. Tensors("key", scores.Key, all), .. Tensors("value", values, all),
                new WeightTensor("outputWeights", [all, all], () => Identity(all)),
            ],
        };
        layer = WithAllBiasesOrNone(layer.WithIf(scores.IsCausal, "Causal", "true"), all);
        NetworkValue result = mapping.Network.Add(layer, values.Source, [steps, all]);
        return new FeatureMap(result, scores.Layout);
    }

    /// <summary>
    /// The queries times what the file multiplies scores by beyond the layer's own 1 / sqrt(width); up to rounding that is 1.
    /// </summary>
    private static Projection Scaled(AttentionScores scores, int width)
    {
        const float rounding = 1e-6f;
        float factor = scores.Query.Factor * scores.Scale * MathF.Sqrt(width);
        return scores.Query with { Factor = Math.Abs(factor - 1) <= rounding ? 1 : factor };
    }

    private static IEnumerable<WeightTensor> Tensors(string name, Projection projection, int width)
    {
        yield return new WeightTensor(name + "Weights", [width, width], projection.Weights);
        if (projection.HasBias)
            yield return new WeightTensor(name + "Bias", [width], projection.Bias);
    }

    private static float[] Identity(int width)
    {
        float[] numbers = new float[width * width];
        for (int i = 0; i < width; i++)
            numbers[(i * width) + i] = 1;
        return numbers;
    }

    private static Projection Projected(Mapping mapping, OnnxNode node, FeatureMap map, HeadExtents heads, string what) =>
        Projection.Of(mapping.Network, map.Value, heads.Steps, heads.Heads * heads.Width)
            ?? throw node.Fault($"its {what} are not the output of a dense layer");

    private static float Number(Mapping mapping, OnnxNode node, int input) =>
        mapping.Constant(node, input, "the scale") is { Size: 1 } constant
            ? constant.Numbers()[0] : throw node.Fault("its scale is no single number");

    private static AttentionScores Added(Mapping mapping, OnnxNode node, AttentionScores scores, Constant mask) =>
        mask.IsUniform && mask.Uniform == 0
            ? scores : scores with { IsCausal = IsCausal(node, scores, mask, number => number <= Masked, number => number == 0) };

    /// <summary>Scores where a condition holds, and else a number that leaves them out, or the other way round.</summary>
    private static AttentionScores Chosen(Mapping mapping, OnnxNode node, AttentionScores scores, int place)
    {
        if (mapping.Constant(node, 3 - place, "what stands for scores that are left out").Numbers().Any(number => number > Masked))
            throw node.Fault("it puts other numbers in place of scores than those that a softmax leaves out");
        return scores with { IsCausal = IsCausal(
            node, scores, mapping.Constant(node, 0, "the mask"), number =>
            (number != 0) == (place == 2), number => (number != 0) == (place == 1)) };
    }

    private static bool IsCausal(
        OnnxNode node, AttentionScores scores, Constant mask, Func<float, bool> isLeftOut, Func<float, bool> isKept)
    {
        int steps = scores.Heads.Steps;
        ImmutableArray<int> shape = mask.Shape;
        float[] numbers = mask.Numbers();
        bool isSquare = shape.Length >= 2 && shape[^1] == steps && shape[^2] == steps && shape[..^2].All(extent => extent == 1);
        if (isSquare && Enumerable.Range(0, numbers.Length).All(i => i % steps > i / steps ? isLeftOut(numbers[i]) : isKept(numbers[i])))
            return true;
        return Array.TrueForAll(numbers, number => isKept(number))
            ? scores.IsCausal : throw node.Fault("its mask is not that of a causal attention");
    }
}
