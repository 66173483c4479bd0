namespace NetGen.Models.Tests.Export;

/// <summary>The rows.</summary>
internal static partial class LayerRows
{
    private static IEnumerable<LayerRow> Weighted() =>
    [
        new("Dense", "[Input(5), Dense(3)]", "[Input(4, 5), Dense(3, Bias = false)]", "[Input(2, 3, 2), Flatten, Dense(1)]", "[Input(6, 5, 2), Conv2D(3, 3), Flatten, Dense(4)]"),
        new("Conv1D", "[Input(9, 4), Conv1D(6, 3, Stride = 2, Groups = 2, PaddingSides = new[] { 2, 0 })]", "[Input(8, 3), Conv1D(1, 4, Padding = Padding.Same, Bias = false)]"),
        new(
            "Conv2D",
            "[Input(7, 6, 4), Conv2D(6, 3, 2, Stride = 2, StrideWidth = 1, Dilation = 2, DilationWidth = 1, Groups = 2, PaddingSides = new[] { 1, 2, 0, 1 })]",
            "[Input(5, 5, 1), Conv2D(1, 4, Padding = Padding.Same)]",
            "[Input(5, 4, 3), Conv2D(2, 3, Padding = 1, Bias = false), Conv2D(3, 2)]"),
        new("CausalConv1D", "[Input(9, 4), CausalConv1D(6, 3, Dilation = 2, Groups = 2)]", "[Input(4, 1), CausalConv1D(1, 1)]"),
        new("DepthwiseConv2D", "[Input(6, 5, 3), DepthwiseConv2D(3, 2, Multiplier = 2, Stride = 2, Padding = 1)]", "[Input(4, 4, 2), DepthwiseConv2D(4, Padding = Padding.Same, Bias = false)]"),
        new(
            "ConvTranspose1D",
            "[Input(5, 4), ConvTranspose1D(6, 3, Stride = 2, Groups = 2, OutputPadding = 1, PaddingSides = new[] { 1, 0 })]",
            "[Input(5, 2), ConvTranspose1D(3, 4, Stride = 3, Padding = 1, Bias = false)]"),
        new(
            "ConvTranspose2D",
            "[Input(4, 3, 4), ConvTranspose2D(6, 3, 2, Stride = 2, StrideWidth = 3, Dilation = 2, DilationWidth = 1, Groups = 2, OutputPadding = 1, OutputPaddingWidth = 2, PaddingSides = new[] { 0, 2, 1, 0 })]",
            "[Input(4, 4, 2), ConvTranspose2D(3, 2, Padding = Padding.Same)]",
            "[Input(3, 3, 2), ConvTranspose2D(1, 3, Stride = 2, Padding = 2)]"),
        new("Scale", [.. Everywhere("Scale"), "[Input(4), Scale(Bias = false)]"]),
        new("Embedding", "[Input(5), Embedding(7, 3)]", "[Input(5, 1), Embedding(7, 3), Dense(2)]") { IsIndex = true, High = 7 },
    ];

    private static IEnumerable<LayerRow> Pools() =>
    [
        new("MaxPool1D", "[Input(9, 3), MaxPool1D(3, Stride = 2, Padding = 1)]", "[Input(6, 2), MaxPool1D(4, Stride = 1, Padding = Padding.Same)]"),
        new("MaxPool2D", "[Input(7, 6, 3), MaxPool2D(3, 2, Stride = 2, StrideWidth = 1, PaddingSides = new[] { 1, 0, 0, 1 })]", "[Input(6, 6, 2), Conv2D(3, 3), Relu, MaxPool2D(2), Conv2D(2, 2)]"),
        new("AvgPool1D", "[Input(9, 3), AvgPool1D(3, Stride = 2, Padding = 1)]", "[Input(9, 3), AvgPool1D(4, Stride = 3, PaddingSides = new[] { 2, 1 }, CountPadding = true)]"),
        new(
            "AvgPool2D",
            "[Input(7, 6, 3), AvgPool2D(3, 2, Stride = 2, StrideWidth = 1, PaddingSides = new[] { 1, 0, 0, 1 })]",
            "[Input(7, 6, 3), AvgPool2D(3, Stride = 2, Padding = 1, CountPadding = true)]",
            "[Input(7, 6, 3), AvgPool2D(2)]"),
        new("GlobalMaxPool", "[Input(5, 3), GlobalMaxPool]", "[Input(5, 4, 3), GlobalMaxPool]", "[Input(5, 4, 3), Conv2D(2, 2), GlobalMaxPool]"),
        new("GlobalAvgPool", "[Input(5, 3), GlobalAvgPool]", "[Input(5, 4, 3), GlobalAvgPool]", "[Input(5, 4, 3), Conv2D(2, 2), GlobalAvgPool]"),
        new("AdaptiveAvgPool1D", "[Input(7, 3), AdaptiveAvgPool1D(4)]", "[Input(8, 3), AdaptiveAvgPool1D(2)]"),
        new("AdaptiveAvgPool2D", "[Input(7, 4, 2), AdaptiveAvgPool2D(3, 2)]", "[Input(6, 4, 2), AdaptiveAvgPool2D(2)]", "[Input(2, 3, 2), AdaptiveAvgPool2D(4, 7)]"),
    ];

    private static IEnumerable<LayerRow> Layouts() =>
    [
        new("Flatten", "[Input(4, 3), Flatten]", "[Input(4, 3, 2), Conv2D(2, 2), Flatten]", "[Input(4, 3, 2), Conv2D(1, 2), Flatten]"),
        new("Reshape", "[Input(12), Reshape(3, 2, 2)]", "[Input(4, 3, 2), Conv2D(3, 2), Reshape(2, 9)]", "[Input(6, 2), Reshape(12)]"),
        new("Permute", "[Input(4, 3), Permute(1, 0)]", "[Input(4, 3, 2), Permute(2, 0, 1)]", "[Input(4, 3, 2), Conv2D(3, 2), Permute(1, 2, 0)]"),
        new("Slice", [.. Places("Slice(1, 2)"), "[Input(5, 4, 3), Conv2D(3, 1), Slice(1, 2, Axis = 0)]", "[Input(5, 4, 3), Slice(0, 3, Axis = -2)]", "[Input(7), Slice(2, 1)]"]),
        new("ChannelShuffle", [.. Everywhere("ChannelShuffle(2)"), "[Input(6), ChannelShuffle(3)]"]),
        new("Upsample2D", [.. Image("Upsample2D(2)"), "[Input(1, 2, 1), Upsample2D(3)]"]),
        new("Pad1D", [.. Sequence("Pad1D(1, 2)"), .. Sequence("Pad1D(2, Mode = PadMode.Reflect)"), .. Sequence("Pad1D(2, 0, Mode = PadMode.Replicate)"), "[Input(3, 2), Pad1D(1, Value = -1.5)]"]),
        new("Pad2D", [.. Image("Pad2D(1, 2)"), .. Image("Pad2D(1, 0, 2, 3, Mode = PadMode.Reflect)"), .. Image("Pad2D(1, 0, 2, 3, Mode = PadMode.Replicate)"), "[Input(3, 3, 2), Pad2D(1, Value = 0.25)]"]),
        new("ZeroPad2D", [.. Image("ZeroPad2D(1, 2)"), "[Input(3, 3, 2), ZeroPad2D(1, 0, 2, 3)]", "[Input(3, 3, 2), ZeroPad2D(1)]"]),
        new("Crop2D", [.. Image("Crop2D(1, 2)"), "[Input(6, 6, 2), Crop2D(1, 0, 2, 3)]", "[Input(4, 4, 2), Crop2D(1)]"]),
        new("Dropout", "[Input(4), Dropout(0.5), Dense(2)]"),
    ];

    private static IEnumerable<LayerRow> Activations() =>
    [
        .. new[] { "Linear", "Abs", "Exp", "Relu", "Relu6", "Sigmoid", "Tanh", "Softplus", "Softsign", "Selu", "Silu", "Mish", "HardSwish", "HardTanh", "Step" }
            .Select(kind => new LayerRow(kind, [.. Places(kind)]) { Low = -8, High = 8 }),
        new("HardSigmoid", "[Input(4), HardSigmoid]", "[Input(4, 3), HardSigmoid]") { Low = -8, High = 8 },
        new("Log", "[Input(4), Log]") { Low = 0.1 },
        new("Sqrt", "[Input(4), Sqrt]") { Low = 0.1 },
        new("Elu", "[Input(4), Elu]", "[Input(4), Elu(0.3)]", "[Input(4), Elu(-1.5)]"),
        new("LeakyRelu", "[Input(4), LeakyRelu]", "[Input(4), LeakyRelu(-0.3)]"),
        new("Clip", "[Input(4), Clip(-0.7, 0.9)]"),
        new("Gelu", "[Input(4), Gelu]", "[Input(4, 2), Gelu]") { NotInDouble = "error function" },
        new("PRelu", [.. Everywhere("PRelu(0.3)"), .. Everywhere("PRelu(PerChannel = true)")]),
        new("Softmax", Everywhere("Softmax")),
        new("LogSoftmax", Everywhere("LogSoftmax")),
        new("Activation", "[Input(4), Activation(nameof(Bent))]", "[Input(4, 3, 2), Conv2D(3, 2), Activation(nameof(Bent))]", "[Input(4), Activation(nameof(Odd))]")
        {
            Body = """
                private static NUMBER Bent(NUMBER x, [Parameter(1.5)] NUMBER slope, [Parameter(0.25)] NUMBER shift) =>
                    x > shift ? (slope * x / (1 + MATH.Exp(-slope * x))) + (MATH.Cos(x) * MATH.Abs(x - 3)) : MATH.Max(MATH.Tanh(x), -shift);

                private static NUMBER Odd(NUMBER x) => MATH.Sin(x) + MATH.Pow(MATH.Abs(x) + 1, -1.5f) - MATH.Sqrt((x * x) + 1) + MATH.Log(2 + MATH.Cosh(x)) + MATH.Sign(x);
                """,
        },
    ];

    private static IEnumerable<LayerRow> Norms() =>
    [
        new("BatchNorm", [.. Everywhere("BatchNorm"), "[Input(4), BatchNorm(Affine = false, Epsilon = 1e-3, Momentum = 0.3)]"]),
        new("LayerNorm", [.. Everywhere("LayerNorm"), "[Input(4, 3), LayerNorm(Affine = false, Epsilon = 1e-3)]"]),
        new("RmsNorm", [.. Everywhere("RmsNorm"), "[Input(4, 3), RmsNorm(Affine = false, Epsilon = 1e-3)]"]),
        new("GroupNorm", [.. Everywhere("GroupNorm(2)"), "[Input(4, 3, 6), GroupNorm(3, Affine = false, Epsilon = 1e-3)]", "[Input(4, 3, 6), GroupNorm(1)]"]),
        new("InstanceNorm", [.. Places("InstanceNorm"), .. Places("InstanceNorm(Affine = true, Epsilon = 1e-3)")]),
        new("LocalResponseNorm", [.. Places("LocalResponseNorm(3)"), .. Places("LocalResponseNorm(2, Alpha = 0.5, Beta = 0.6, K = 2)"), "[Input(4, 3, 3), LocalResponseNorm(7, Alpha = 0.3)]"]),
    ];

    private static IEnumerable<LayerRow> Sequences() =>
    [
        new(
            "SimpleRnn",
            "[Input(5, 3), SimpleRnn(4)]",
            "[Input(5, 3), SimpleRnn(4, ReturnSequence = true, Bidirectional = true, Nonlinearity = Nonlinearity.Relu)]",
            "[Input(5, 3), SimpleRnn(2, Bidirectional = true, Nonlinearity = Nonlinearity.Sigmoid)]",
            "[Input(5, 3), SimpleRnn(1, Bias = false, Nonlinearity = Nonlinearity.Linear, ReturnSequence = true)]",
            "[Input(5, 3), SimpleRnn(3, Nonlinearity = Nonlinearity.HardSigmoid, Bidirectional = true)]",
            "[Input(5, 3), SimpleRnn(3, Nonlinearity = Nonlinearity.SteepHardSigmoid, ReturnSequence = true)]",
            "[Input(5, 3), SimpleRnn(3, Nonlinearity = Nonlinearity.Softsign)]",
            "[Input(5, 3), SimpleRnn(3, Nonlinearity = Nonlinearity.Softplus)]",
            "[Input(5, 3), SimpleRnn(3, Nonlinearity = Nonlinearity.Elu)]"),
        new("Gru",
        [
            "[Input(5, 3), Gru(4, ResetBefore = true)]",
            "[Input(5, 3), Gru(3, ResetBefore = true, ReturnSequence = true, Bidirectional = true)]",
            "[Input(4, 2), Gru(3, ResetBefore = true, Bias = false, Nonlinearity = Nonlinearity.Elu, GateNonlinearity = Nonlinearity.HardSigmoid, Bidirectional = true)]",
            .. Functions("Gru"),
        ]),
        new("Lstm",
        [
            "[Input(5, 3), Lstm(4, CellNonlinearity = Nonlinearity.Linear)]",
            "[Input(5, 3), Lstm(3, Nonlinearity = Nonlinearity.Elu, CellNonlinearity = Nonlinearity.Softsign, GateNonlinearity = Nonlinearity.HardSigmoid, Bidirectional = true)]",
            .. Functions("Lstm"),
        ]),
        .. new[] { "Lstm", "Gru" }.Select(kind => new LayerRow(
            kind,
            $"[Input(5, 3), {kind}(4)]",
            $"[Input(5, 3), {kind}(4, ReturnSequence = true, Bidirectional = true)]",
            $"[Input(6, 2), Conv1D(3, 2), {kind}(1, Bidirectional = true, Bias = false)]",
            $"[Input(4, 1), {kind}(3, ReturnSequence = true), {kind}(2)]")),
        new("PositionalEncoding", "[Input(5, 4), PositionalEncoding]", "[Input(40, 3), Conv1D(5, 1), PositionalEncoding]"),
        new("SelfAttention", "[Input(5, 4), SelfAttention(2)]", "[Input(5, 6), SelfAttention(3, Causal = true, Bias = false)]", "[Input(1, 2), SelfAttention(1, Causal = true)]"),
    ];

    /// <summary>A network for each function of a cell, and a gate of another beside it.</summary>
    private static IEnumerable<string> Functions(string kind)
    {
        Nonlinearity[] all = Enum.GetValues<Nonlinearity>();
        return all.Select((function, i) => $"[Input(4, 2), {kind}(3, Nonlinearity = Nonlinearity.{function}, GateNonlinearity = Nonlinearity.{all[(i + 3) % all.Length]})]");
    }

    private static IEnumerable<LayerRow> Joins() =>
    [
        .. new[] { "Add", "Subtract", "Multiply", "Average", "Maximum", "Concat" }.Select(kind => new LayerRow(
            kind,
            $$"""[Input(4), Dense(3, Name = "a"), Tanh(Name = "b"), {{kind}}("a", "b")]""",
            $$"""[Input(4, 4, 2), Relu(Name = "a"), Conv2D(2, 1, Name = "b"), Tanh, {{kind}}("b", "a")]""",
            $$"""[Input(4, 2), Relu(Name = "a"), Dense(2, Name = "b"), Conv1D(2, 1), {{kind}}("a", "b", "Input")]""")),
        new(
            "Add",
            """[Input(6, 6, 2), Conv2D(4, 3, Stride = 2, Padding = 1), Add("Input", Project = Projection.Normalized)]""",
            """[Input(6), Dense(4), Add("Input", Project = Projection.Linear)]"""),
    ];

    private static IEnumerable<LayerRow> Others() =>
    [
        new("Use", "[Input(4), Use<ExportedBlock>(3, Repeat = 2), Dense(2)]"),
        new("InputDerivatives", "[Input(2), Dense(4), Tanh, Dense(1), InputDerivatives]") { Refusal = "derivatives" },
    ];

    /// <summary>What the networks use.</summary>
    public const string Shared = """
        [Block, Dense(Arg.First), BatchNorm, Relu]
        public sealed class ExportedBlock;
        """;
}
