using NetGen.Generator.Tests.Harness;
using static NetGen.Generator.Tests.EngineMatrix.SmallNetworks;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>Networks whose layers name their inputs: vector code against textbook code and finite differences, on rows, in lanes and across both.</summary>
public sealed class GraphTests
{
    private const int Batch = 5;
    private const double Step = 1e-5;

    public static TheoryData<string, string> Networks => new()
    {
        { "residual", "[Input(6, Name = \"x\")] [Dense(6), Tanh] [Dense(6), Add(\"x\"), Softplus] [Dense(6), Add(\"x\", \"Tanh1\")] [Dense(3)] [MeanSquaredError]" },
        { "gate", "[Input(5)] [Dense(7), Sigmoid(Name = \"gate\")] [Dense(7, From = \"Input\"), Tanh, Multiply(\"gate\")] [Dense(2), Softmax] [CategoricalCrossEntropy]" },
        { "difference", "[Input(5)] [Dense(4), Tanh(Name = \"a\")] [Dense(4, From = \"Input\"), Gelu(Name = \"b\")] [Subtract(\"a\")] [Average(\"a\", \"b\")] [Maximum(\"a\")] [Dense(2)] [Huber(0.5)]" },
        { "concat of vectors", "[Input(5, Name = \"x\")] [Dense(3), Tanh] [Concat(\"x\")] [Dense(4), Softplus] [Concat(\"x\", \"Tanh1\")] [Dense(2)] [MeanSquaredError]" },
        { "images", "[Input(6, 5, 2)] [Conv2D(4, 3, Padding = 1), Tanh] [Conv2D(4, 3, Padding = 1), Add(\"Tanh1\"), Softplus] [Concat(\"Input\")] [AvgPool2D(2)] [Flatten] [Dense(3)] [MeanSquaredError]" },
        { "projection", "[Input(8, 8, 3)] [Conv2D(4, 3, Padding = 1, Stride = 2), Tanh] [Conv2D(4, 3, Padding = 1), Tanh(Name = \"body\")] [Conv2D(4, 1, Stride = 2, From = \"Input\"), Add(\"body\")] [GlobalAvgPool] [Dense(2)] [MeanSquaredError]" },
        { "flattened and read again", "[Input(4, 4, 2)] [Conv2D(3, 3), Tanh(Name = \"t\")] [Flatten(Name = \"f\")] [Dense(12), Tanh, Add(\"f\")] [Reshape(2, 2, 3), Multiply(\"t\")] [Flatten] [Dense(2)] [MeanSquaredError]" },
        { "read by rows and lanes", "[Input(4, 4, 2)] [Conv2D(3, 3), Softplus(Name = \"s\")] [GlobalAvgPool(Name = \"g\")] [Flatten(From = \"s\"), Dense(3), Add(\"g\")] [Dense(3), Multiply(\"g\")] [MeanSquaredError]" },
        { "read again behind a layer that changes nothing", "[Input(4)] [Dense(4, Name = \"d\"), Linear(Name = \"l\")] [Dense(4), Tanh, Add(\"d\")] [Dense(4), Multiply(\"l\", \"d\")] [Dense(2)] [MeanSquaredError]" },
        { "an image read again behind two shapes", "[Input(4, 4, 2)] [Conv2D(3, 3, Name = \"c\"), Linear(Name = \"l\")] [Flatten(Name = \"f\"), Dense(12), Tanh, Multiply(\"f\")] [Reshape(2, 2, 3), Add(\"c\"), Multiply(\"l\")] [Flatten] [Dense(2)] [MeanSquaredError]" },
        { "two inputs and two outputs", "[Input(5, Name = \"a\")] [Input(3, Name = \"b\")] [Dense(6), Tanh(Name = \"t\")] [Concat(\"a\")] [Dense(7), Softplus(Name = \"body\")] [Dense(4), Softmax(Name = \"policy\")] [Dense(1, From = \"body\", Name = \"value\")] [Output(\"policy\"), CategoricalCrossEntropy(Weight = 0.5)] [Output(\"value\"), MeanSquaredError]" },
        { "an image and a vector to a class and a yes", "[Input(6, 5, 2, Name = \"image\")] [Conv2D(4, 3), Tanh, GlobalAvgPool(Name = \"seen\")] [Input(3, Name = \"state\")] [Dense(4), Sigmoid, Multiply(\"seen\"), Tanh(Name = \"body\")] [Dense(3), Softmax(Name = \"label\")] [Dense(2, From = \"body\"), Sigmoid(Name = \"yes\")] [Output(\"yes\"), BinaryCrossEntropy(Weight = 2)] [Output(\"label\"), CategoricalCrossEntropy]" },
        { "an output inside and a weighted loss", "[Input(5)] [Dense(6), Tanh(Name = \"t\")] [Dense(4), Softmax(Name = \"s\")] [Dense(3), Tanh] [Dense(2, Name = \"d\")] [Output(\"s\"), CategoricalCrossEntropy(Weight = 0.25)] [Output(\"t\")] [Output(\"d\"), Huber(0.5)]" },
        { "one output that is not the last layer", "[Input(5)] [Dense(4), Softmax(Name = \"s\")] [Dense(3, Name = \"idle\")] [Output(\"s\"), CategoricalCrossEntropy]" },
        { "one weighted loss", "[Input(4, 4, 2)] [Conv2D(3, 3), Sigmoid] [BinaryCrossEntropy(Weight = 3)]" },
        { "images out and in", "[Input(4, 4, 2, Name = \"x\")] [Input(4, 4, 3, Name = \"y\")] [Concat(\"x\")] [Conv2D(3, 3, Padding = 1), Tanh(Name = \"a\")] [Conv2D(2, 2), Tanh(Name = \"b\")] [Output(\"b\"), MeanSquaredError] [Output(\"a\"), MeanAbsoluteError(Weight = 0.5)]" },
        { "residual behind whole tiles and a rest", "[Input(37)] [Dense(37), Tanh(Name = \"stem\")] [Dense(37), Add(\"stem\"), Softplus] [Dense(37), Add(\"stem\", \"Softplus1\")] [Dense(3)] [MeanSquaredError]" },
        { "parts of rows longer than a vector", "[Input(33, Name = \"x\")] [Dense(21), Tanh] [Concat(\"x\")] [Dense(20), Softplus] [Concat(\"x\", \"Tanh1\"), Tanh(Name = \"all\")] [Multiply(\"all\")] [Dense(2)] [MeanSquaredError]" },
        { "two heads on one body", "[Input(20)] [Dense(40), Tanh(Name = \"body\")] [Dense(19), Softmax(Name = \"policy\")] [Dense(18, From = \"body\", Name = \"value\")] [Output(\"policy\"), CategoricalCrossEntropy] [Output(\"value\"), MeanSquaredError(Weight = 0.5)]" },
        { "slopes and a join", "[Input(9)] [Dense(33), PRelu] [Dense(33), PRelu(PerChannel = true), Add(\"PRelu1\")] [Dense(4)] [Huber(0.5)]" },
        { "normalized layer", "[Input(6)] [Dense(6), LayerNorm, Tanh(Name = \"a\")] [Dense(6), PRelu(PerChannel = true), Add(\"a\"), LayerNorm] [Dense(2)] [MeanSquaredError]" },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Gradients_agree_with_textbook_code_and_finite_differences(string name, string layers)
    {
        CompiledNetwork network = Compile(layers, "Double"), single = Compile(layers, "Single");
        double[] inputs = Numbers(1, Batch * network.InputSize), targets = [.. Numbers(2, Batch * network.TargetSize).Select(Math.Abs)], errors = Numbers(3, Batch * network.OutputSize);
        network.Parameters = [.. Numbers(4, network.ParameterCount).Select(value => 0.7 * value)];
        single.Parameters = network.Parameters;

        foreach ((CompiledNetwork each, double tolerance) in new[] { (network, 1e-13), (single, 2e-6) })
        {
            Agree(name, tolerance, each.Forward(inputs), each.TextbookForward(inputs));
            Assert.Equal(each.Forward(inputs), each.ForwardPrepared(inputs));
            double[] alone = [.. Enumerable.Range(0, Batch).SelectMany(k => each.ForwardPrepared(inputs[(k * each.InputSize)..((k + 1) * each.InputSize)]))];
            Assert.Equal(each.Forward(inputs), alone);
            LossGradient step = each.LossAndGradient(inputs, targets, ofInputs: true), textbook = each.TextbookLossAndGradient(inputs, targets);
            Agree(name, tolerance, [step.Loss], [textbook.Loss]);
            Agree(name, tolerance, step.Parameters, textbook.Parameters);
            Agree(name, tolerance, step.Inputs, textbook.Inputs);
            Assert.Equal(step.Parameters, each.LossAndGradientInPieces(3, inputs, targets).Parameters);
            each.ForwardTraining(inputs);
            Gradients gradients = each.Backward(errors), expected = each.TextbookBackward(inputs, errors);
            Agree(name, tolerance, gradients.Parameters, expected.Parameters);
            Agree(name, tolerance, gradients.Inputs, expected.Inputs);
        }

        double[] gradient = network.LossAndGradient(inputs, targets).Parameters, parameters = network.Parameters;
        double largest = gradient.Max(Math.Abs);
        for (int i = 0; i < parameters.Length; i += 1 + (parameters.Length / 60))
        {
            network.SetParameter(i, parameters[i] + Step);
            double above = network.Loss(inputs, targets);
            network.SetParameter(i, parameters[i] - Step);
            double difference = (above - network.Loss(inputs, targets)) / (2 * Step);
            network.SetParameter(i, parameters[i]);
            Assert.True(Math.Abs(difference - gradient[i]) <= 1e-6 * largest, $"{name}: parameter {i}, gradient {gradient[i]}, difference {difference}");
        }
    }

    /// <summary>Statistics of the batch, of layers that share their parameters and their buffers, and two losses.</summary>
    [Theory]
    [InlineData("Double", 1e-13)]
    [InlineData("Single", 2e-6)]
    public void Twins_with_statistics_and_two_outputs_agree_with_textbook_code(string precision, double tolerance)
    {
        CompiledNetwork network = Compile(
            """
            [Input(6, Name = "l")] [Use<Tower>(5, Share = "t", Name = "a")] [Input(6, Name = "r")] [Use<Tower>(5, Share = "t"), Subtract("a"), Tanh(Name = "d")]
            [Dense(3), BatchNorm, Softmax(Name = "p")] [Dense(2, From = "d", Name = "v")] [Output("p"), CategoricalCrossEntropy(Weight = 0.5)] [Output("v"), MeanSquaredError]
            """,
            precision,
            "[Block, Dense(Arg.First), Softplus, BatchNorm, Tanh] public sealed class Tower;");
        // One tower, and both heads.
        Assert.Equal((6 * 5) + 5 + 5 + 5 + (5 * 3) + 3 + 3 + 3 + (5 * 2) + 2, network.ParameterCount);
        Assert.Equal(2 * (5 + 3), network.Buffers.Length);
        double[] inputs = Numbers(1, Batch * network.InputSize), targets = [.. Numbers(2, Batch * network.TargetSize).Select(Math.Abs)], errors = Numbers(3, Batch * network.OutputSize);
        network.Parameters = [.. Numbers(4, network.ParameterCount)];
        network.KeepBuffers = true;
        Agree(precision, tolerance, network.Forward(inputs), network.TextbookForward(inputs));
        Agree(precision, tolerance, [network.Loss(inputs, targets)], [network.TextbookLoss(inputs, targets)]);
        LossGradient step = network.LossAndGradient(inputs, targets), textbook = network.TextbookLossAndGradient(inputs, targets);
        Agree(precision, tolerance, [step.Loss], [textbook.Loss]);
        Agree(precision, tolerance, step.Parameters, textbook.Parameters);
        Assert.Equal(step.Parameters, network.LossAndGradientInPieces(3, inputs, targets).Parameters);
        network.ForwardTraining(inputs);
        Agree(precision, tolerance, network.Backward(errors).Parameters, network.TextbookBackward(inputs, errors).Parameters);

        Normalized expected = network.TextbookForwardTraining(inputs);
        network.KeepBuffers = false;
        Agree(precision, tolerance, network.ForwardTraining(inputs), expected.Outputs);
        Agree(precision, tolerance, network.Buffers, expected.Buffers);
    }

    private static CompiledNetwork Compile(string layers, string precision, string blocks = "") => CompiledNetwork.Create(GeneratorDriverHarness.Compile(
    [
        $$"""
        using NetGen;
        [Network(Precision = Precision.{{precision}}, Textbook = true)]
        {{layers}}
        public sealed partial class Graph;
        {{blocks}}
        """,
    ]).GetType("Graph", throwOnError: true)!);
}
