using NetGen.Models.Building;

namespace NetGen.Models.Onnx.Operators;

/// <summary>Functions of each number by itself.</summary>
internal static class UnaryOperators
{
    public static Dictionary<string, Action<Mapping, OnnxNode>> All { get; } = new()
    {
        ["Relu"] = (mapping, node) => Layer(mapping, node, new NewLayer("Relu")),
        ["Sigmoid"] = (mapping, node) => Layer(mapping, node, new NewLayer("Sigmoid")),
        ["Tanh"] = (mapping, node) => Layer(mapping, node, new NewLayer("Tanh")),
        ["Softplus"] = (mapping, node) => Layer(mapping, node, new NewLayer("Softplus")),
        ["Softsign"] = (mapping, node) => Layer(mapping, node, new NewLayer("Softsign")),
        ["Step"] = (mapping, node) => Layer(mapping, node, new NewLayer("Step")),
        ["Mish"] = (mapping, node) => Layer(mapping, node, new NewLayer("Mish")),
        ["LeakyRelu"] = (mapping, node) => Layer(mapping, node, new NewLayer("LeakyRelu", CSharpText.Of(node.Float("alpha", 0.01f)))),
        ["Elu"] = (mapping, node) => Layer(mapping, node, new NewLayer("Elu", CSharpText.Of(node.Float("alpha", 1)))),
        ["Swish"] = (mapping, node) => Layer(mapping, node, new NewLayer("Silu")),
        ["ThresholdedRelu"] = (mapping, node) =>
            Function(mapping, node, "ThresholdedRelu", $"x <= {CSharpText.Single(node.Float("alpha", 1))} ? 0f : x"),
        ["Celu"] = Celu,
        ["Selu"] = Selu,
        ["Gelu"] = (mapping, node) =>
            Layer(mapping, node, new NewLayer("Gelu").WithIf(node.Text("approximate", "none") == "tanh", "Approximate", "true")),
        ["HardSigmoid"] = HardSigmoid,
        ["HardSwish"] = (mapping, node) => Layer(mapping, node, new NewLayer("HardSwish")),
        ["Exp"] = (mapping, node) => Layer(mapping, node, new NewLayer("Exp")),
        ["Log"] = (mapping, node) => Layer(mapping, node, new NewLayer("Log")),
        ["Sqrt"] = (mapping, node) => Layer(mapping, node, new NewLayer("Sqrt")),
        ["Abs"] = (mapping, node) => Layer(mapping, node, new NewLayer("Abs")),
        ["Neg"] = (mapping, node) => Function(mapping, node, "Negative", "-x"),
        ["Reciprocal"] = (mapping, node) => Function(mapping, node, "Reciprocal", "1f / x"),
        ["Sin"] = (mapping, node) => Function(mapping, node, "Sine", "MathF.Sin(x)"),
        ["Cos"] = (mapping, node) => Function(mapping, node, "Cosine", "MathF.Cos(x)"),
        ["Erf"] = (mapping, node) => Function(mapping, node, "ErrorFunction", "VectorMath.Erf(x)"),
        ["Clip"] = Clip,
        ["Identity"] = (mapping, node) => mapping.Result(node, mapping.Map(node, 0)),
        ["Dropout"] = (mapping, node) => mapping.Result(node, mapping.Map(node, 0)),
    };

    private static void Layer(Mapping mapping, OnnxNode node, NewLayer layer)
    {
        FeatureMap map = mapping.Map(node, 0);
        mapping.Result(node, map with { Value = mapping.Network.Add(layer, map.Value, map.Value.Shape) });
    }

    private static void Function(Mapping mapping, OnnxNode node, string name, string expression)
    {
        FeatureMap map = mapping.Map(node, 0);
        mapping.Result(node, map with { Value = mapping.Network.Function(map.Value, name, expression) });
    }

    private static void HardSigmoid(Mapping mapping, OnnxNode node)
    {
        float alpha = node.Float("alpha", 0.2f), beta = node.Float("beta", 0.5f);
        // A sixth as exporters write it.
        if (Math.Abs(alpha - (1f / 6)) < 1e-6f && beta == 0.5f)
            Layer(mapping, node, new NewLayer("HardSigmoid"));
        else
            Function(mapping, node, "HardSigmoid",
                $"MathF.Min(MathF.Max((x * {CSharpText.Single(alpha)}) + {CSharpText.Single(beta)}, 0f), 1f)");
    }

    private static void Selu(Mapping mapping, OnnxNode node)
    {
        // Other constants than those of the paper, up to the digits in which exporters write them.
        float alpha = node.Float("alpha", 1.67326f), gamma = node.Float("gamma", 1.0507f);
        if (Math.Abs(alpha - 1.67326324f) > 1e-4f || Math.Abs(gamma - 1.05070099f) > 1e-4f)
            throw node.Fault("its constants are others than those of the paper");
        Layer(mapping, node, new NewLayer("Selu"));
    }

    private static void Celu(Mapping mapping, OnnxNode node)
    {
        float alpha = node.Float("alpha", 1);
        string number = CSharpText.Single(alpha);
        if (alpha == 1)
            Layer(mapping, node, new NewLayer("Elu", "1"));
        else
            Function(mapping, node, "Celu", $"x <= 0f ? {number} * (MathF.Exp(x / {number}) - 1f) : x");
    }

    private static void Clip(Mapping mapping, OnnxNode node)
    {
        float Bound(string name, int input, float missing)
        {
            if (node.Opset < 11)
                return node.Float(name, missing);
            return mapping.ConstantOrNull(node, input, $"the bound '{name}'") is not { } bound
                ? missing : bound.Size == 1 ? bound.Numbers()[0] : throw node.Fault($"its bound '{name}' is no single number");
        }

        float low = Bound("min", 1, float.MinValue), high = Bound("max", 2, float.MaxValue);
        if (low > float.MinValue && high < float.MaxValue && low < high)
        {
            Layer(mapping, node, (low, high) switch
            {
                (0, 6) => new NewLayer("Relu6"),
                (-1, 1) => new NewLayer("HardTanh"),
                _ => new NewLayer("Clip", CSharpText.Of(low), CSharpText.Of(high)),
            });
            return;
        }

        string atLeast = low > float.MinValue ? $"MathF.Max(x, {CSharpText.Single(low)})" : "x";
        Function(mapping, node, "Clip", high < float.MaxValue ? $"MathF.Min({atLeast}, {CSharpText.Single(high)})" : atLeast);
    }
}
