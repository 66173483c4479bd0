using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Layouts;

namespace NetGen.Models.Onnx.Operators;

/// <summary>Operators that join tensors number by number.</summary>
internal static class BinaryOperators
{
    public static Dictionary<string, Action<Mapping, OnnxNode>> All { get; } = new()
    {
        ["Add"] = (mapping, node) => Two(mapping, node, "Add"),
        ["Sub"] = (mapping, node) => Two(mapping, node, "Subtract"),
        ["Mul"] = (mapping, node) => Two(mapping, node, "Multiply"),
        ["Div"] = (mapping, node) => Two(mapping, node, "Divide"),
        ["Pow"] = Power,
        ["Sum"] = (mapping, node) => Many(mapping, node, "Add"),
        ["Mean"] = (mapping, node) => Many(mapping, node, "Average"),
        ["Max"] = (mapping, node) => Many(mapping, node, "Maximum"),
        ["Min"] = Minimum,
        ["PRelu"] = Slope,
    };

    private static void Two(Mapping mapping, OnnxNode node, string kind)
    {
        if (mapping.Constants.ContainsKey(node.Input(0)) || mapping.Constants.ContainsKey(node.Input(1)))
            mapping.Result(node, WithConstant(mapping, node, kind));
        else if (kind == "Divide")
            mapping.Result(node, Join(
                mapping, node, "Multiply", [mapping.Map(node, 0), Function(mapping, mapping.Map(node, 1), "Reciprocal", "1f / x")]));
        else
            mapping.Result(node, Join(mapping, node, kind, [mapping.Map(node, 0), mapping.Map(node, 1)]));
    }

    private static void Many(Mapping mapping, OnnxNode node, string kind)
    {
        FeatureMap[] maps = [.. Enumerable.Range(0, node.Message.Input.Count).Select(input => mapping.Map(node, input))];
        mapping.Result(node, maps.Length == 1 ? maps[0] : Join(mapping, node, kind, maps));
    }

    /// <summary>The smallest is the negative of the largest of the negatives.</summary>
    private static void Minimum(Mapping mapping, OnnxNode node)
    {
        FeatureMap[] maps = [
            .. Enumerable.Range(0, node.Message.Input.Count)
            .Select(input => Function(mapping, mapping.Map(node, input), "Negative", "-x"))];
        mapping.Result(node, Function(mapping, maps.Length == 1 ? maps[0] : Join(mapping, node, "Maximum", maps), "Negative", "-x"));
    }

    private static FeatureMap Join(Mapping mapping, OnnxNode node, string kind, FeatureMap[] maps)
    {
        int rank = maps.Max(map => map.Rank);
        FeatureMap[] ranked = Array.ConvertAll(maps, map => Ranked(map, rank));
        FeatureMap largest = ranked.MaxBy(map => map.Value.Size)!;
        FeatureMap[] spread = Array.ConvertAll(ranked, map => Spreading.To(mapping, node, map, largest.Layout));
        if (spread.Any(map => !map.Layout.IsAs(largest.Layout)) && spread.All(map => map.Layout.Batch == largest.Layout.Batch))
        {
            // As most of them lie, or else as in the model.
            ImmutableArray<int> axes = Axes(largest.Layout) ?? [.. Enumerable.Range(0, rank)];
            spread = Array.ConvertAll(spread, map => Arranging.ByAxes(mapping, map, axes));
            largest = spread.MaxBy(map => map.Value.Size)!;
        }

        if (spread.FirstOrDefault(map => !map.Layout.IsAs(largest.Layout)) is { } other)
            throw node.Fault(
                $"it joins {other.ShapeText} with {largest.ShapeText}, which lie in another order in the network, or have another batch");
        NetworkValue[] values = [.. spread.Select(map => mapping.Shaped(map.Value, largest.Value.Shape))];
        return largest with { Value = mapping.Network.Add(new NewLayer(kind), values[0], values[0].Shape, [.. values.Skip(1)]) };
    }

    /// <summary>The axes as a layout stores them, where each is one run; those of extent 1 come first.</summary>
    private static ImmutableArray<int>? Axes(Layout layout)
    {
        Layout canonical = layout.Canonical();
        if (canonical.Axes.Any(factors => factors.Length > 1))
            return null;
        int[] stored = [.. canonical.Order.Select(factor => factor.Axis)];
        return [.. Enumerable.Range(0, layout.Rank).Except(stored), .. stored];
    }

    /// <summary>With axes of extent 1 in front, as many as are missing.</summary>
    private static FeatureMap Ranked(FeatureMap map, int rank)
    {
        while (map.Rank < rank)
            map = map with { Layout = map.Layout.Insert(0) };
        return map;
    }

    private static FeatureMap WithConstant(Mapping mapping, OnnxNode node, string kind)
    {
        bool isFirst = mapping.Constants.ContainsKey(node.Input(0));
        FeatureMap map = mapping.Map(node, isFirst ? 1 : 0);
        Constant constant = mapping.Constant(node, isFirst ? 0 : 1, "its constant");
        if (constant.Size == 1 || constant.IsUniform)
        {
            if (constant.Shape.Length > map.Rank)
                throw node.Fault("its constant has more axes than the value");
            Aligned.First(node, map.Layout, Constant.OfUniform([.. constant.Shape.Select(_ => 1)], 0), 0);
            return WithNumber(mapping, map, kind, constant.Numbers()[0], isFirst);
        }

        int first = Aligned.FirstAxis(node, map.Rank, constant);
        Constant Each(Func<float, float> function) =>
            Constant.Of(constant.Shape, Array.ConvertAll(constant.Numbers(), number => function(number)));
        return (kind, isFirst) switch
        {
            ("Add", _) => Positions.Add(mapping, node, map, constant) ?? mapping.Affine(map, node, null, constant, first),
            ("Multiply", _) => mapping.Affine(map, node, constant, null, first),
            ("Subtract", false) => mapping.Affine(map, node, null, Each(number => -number), first),
            ("Subtract", true) => mapping.Affine(Function(mapping, map, "Negative", "-x"), node, null, constant, first),
            ("Divide", false) => mapping.Affine(map, node, Each(number => 1 / number), null, first),
            _ => mapping.Affine(Function(mapping, map, "Reciprocal", "1f / x"), node, constant, null, first),
        };
    }

    private static FeatureMap WithNumber(Mapping mapping, FeatureMap map, string kind, float number, bool isFirst)
    {
        string text = CSharpText.Single(number);
        return (kind, isFirst) switch
        {
            ("Add", _) => Function(mapping, map, "Shifted", $"x + {text}"),
            ("Multiply", _) => Function(mapping, map, "Scaled", $"x * {text}", number),
            ("Subtract", false) => Function(mapping, map, "Shifted", $"x - {text}"),
            ("Subtract", true) => Function(mapping, map, "Remainder", $"{text} - x"),
            ("Divide", false) => Function(mapping, map, "Divided", $"x / {text}", 1 / number),
            _ => Function(mapping, map, "Quotient", $"{text} / x"),
        };
    }

    private static void Power(Mapping mapping, OnnxNode node)
    {
        Constant exponent = mapping.Constant(node, 1, "the exponent");
        if (exponent.Size != 1)
            throw node.Fault("its exponent is no single number");
        float power = exponent.Numbers()[0];
        string expression = power switch { 2 => "x * x", 3 => "x * x * x", 0.5f => "MathF.Sqrt(x)", _ =>
            $"MathF.Pow(x, {CSharpText.Single(power)})" };
        mapping.Result(node, Function(mapping, mapping.Map(node, 0), "Power", expression));
    }

    private static void Slope(Mapping mapping, OnnxNode node)
    {
        FeatureMap map = mapping.Map(node, 0);
        Constant slope = mapping.Constant(node, 1, "the slope");
        bool isForOneChannel = node.Says("PRelu") && slope.Shape.Length > 0 && map.Value.Shape[^1] == 1;
        if (slope.Size == 1 && !isForOneChannel)
        {
            NewLayer one = new("PRelu") { Weights = [new WeightTensor("slope", [1], slope.Numbers)] };
            mapping.Result(node, map with { Value = mapping.Network.Add(one, map.Value, map.Value.Shape) });
            return;
        }

        // Before opset 7 a list of slopes is one for each channel.
        int firstAxis = node.Opset < 7 && slope.Shape.Length == 1 ? 1 : map.Rank - slope.Shape.Length;
        Layout layout = map.Layout.Canonical();
        int first = Aligned.First(node, layout, slope, firstAxis);
        float[] slopes = Aligned.Numbers(layout, slope, firstAxis, first);
        NewLayer layer = new NewLayer("PRelu") { Weights = [WeightTensor.Of("slope", slopes, slopes.Length)] }.With("PerChannel", "true");
        NetworkValue rows = mapping.Innermost(map.Value, slopes.Length);
        mapping.Result(node, new FeatureMap(mapping.Network.Add(layer, rows, rows.Shape), layout));
    }

    private static FeatureMap Function(Mapping mapping, FeatureMap map, string name, string expression, float? factor = null) =>
        map with { Value = mapping.Network.Function(map.Value, name, expression, factor) };
}
