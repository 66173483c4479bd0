namespace NetGen.Generator.Tests.Snapshots;

/// <summary>Seven networks that between them show all that a generated file may look like.</summary>
internal static class SnapshotNetworks
{
    public const string Perceptron = """
        using NetGen;

        [Network]
        [Input(2)]
        [Dense(1), Step]
        public partial class Perceptron;
        """;

    public const string Xor = """
        using NetGen;

        [Network(Textbook = true)]
        [Input(2)]
        [Dense(2), Tanh]
        [Dense(1), Sigmoid]
        [BinaryCrossEntropy]
        public sealed partial class Xor;
        """;

    public const string Iris = """
        using NetGen;

        [Network]
        [Input(4)]
        [Dense(16), Relu]
        [Dense(16), Relu]
        [Dense(3), Softmax]
        [SparseCategoricalCrossEntropy]
        public sealed partial class Iris;
        """;

    public const string Digits = """
        using NetGen;

        [Network]
        [Input(28, 28, 1)]
        [Flatten]
        [Dense(128), Relu]
        [Dense(10), Softmax]
        [SparseCategoricalCrossEntropy]
        public sealed partial class Digits;
        """;

    public const string Controller = """
        using NetGen;

        namespace Plant.Control;

        public partial class Loop<TSensor>
        {
            [Network(Precision = Precision.Double, Textbook = true)]
            [Input(6)]
            [Dense(24, Name = "Hidden"), PRelu(PerChannel = true)]
            [Dense(12), Gelu]
            [Dense(2, Bias = false)]
            [Huber(0.5)]
            internal sealed partial class Controller;
        }
        """;

    public const string Glyphs = """
        using NetGen;

        namespace Reading;

        [Network]
        [Input(8, 8, 1)]
        [Conv2D(4, 3, Padding = Padding.Same), Relu]
        [MaxPool2D(2)]
        [Flatten]
        [Dense(3), Softmax]
        [SparseCategoricalCrossEntropy]
        public sealed partial class Glyphs;
        """;

    public const string Normalized = """
        using NetGen;

        [Network]
        [Input(5, 5, 2)]
        [Conv2D(3, 3, Bias = false), L2(1e-3), BatchNorm, Relu]
        [Dropout(0.25)]
        [GlobalAvgPool]
        [Dense(2)]
        [MeanSquaredError]
        public sealed partial class Normalized;
        """;

    public const string Forecast = """
        using NetGen;

        namespace Trends;

        [Network(Textbook = true)]
        [Input(3, 1)]
        [Lstm(4)]
        [Dense(1)]
        [MeanSquaredError]
        public sealed partial class Forecast;
        """;

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        [nameof(Perceptron)] = Perceptron,
        [nameof(Xor)] = Xor,
        [nameof(Iris)] = Iris,
        [nameof(Digits)] = Digits,
        [nameof(Controller)] = Controller,
        [nameof(Glyphs)] = Glyphs,
        [nameof(Normalized)] = Normalized,
        [nameof(Forecast)] = Forecast,
    };
}
