using NetGen.Generator.Tests.Harness;
using static NetGen.Generator.Tests.EngineMatrix.SmallNetworks;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>Joins where gradients meet: shares through statistics, rows and lanes, and what both sides of a schedule add to.</summary>
public sealed class JoinTests
{
    private const double Step = 1e-5;

    public static TheoryData<string> Networks =>
    [
        "[Input(2)] [Dense(2), Tanh] [BatchNorm] [Add(\"Dense1\", \"Tanh1\")]",
        "[Input(3)] [Dense(4), Sigmoid] [BatchNorm] [Multiply(\"Sigmoid1\")] [Add(\"Dense1\")]",
        "[Input(3)] [Dense(2, Name = \"a\")] [Dense(2, Name = \"b\")] [BatchNorm] [Add(\"a\", \"b\")]",
        "[Input(5, Name = \"l\")] [Dense(7)] [LayerNorm] [Tanh(Name = \"le\")] [Input(5, Name = \"r\")] [Dense(7)] [LayerNorm] [Tanh(Name = \"re\")] [Add(\"le\")] [Add(\"Dense1\")] [Dense(5)]",
        "[Input(8, Name = \"left\")] [BatchNorm] [Maximum(\"left\")] [Gelu] [Average(\"left\", \"BatchNorm1\")] [Dense(2)]",
        "[Input(8, Name = \"left\")] [BatchNorm] [Multiply(\"left\")] [Gelu] [Average(\"left\", \"BatchNorm1\")] [Dense(2)]",
        "[Input(5)] [Dense(5)] [Concat(\"Input\")] [Elu(1)] [Multiply(\"Concat1\")] [Dense(3)] [Dense(3, Name = \"b\", From = \"Concat1\")] [Subtract(\"Dense2\")] [Dense(4)]",
        "[Input(3)] [Dense(8, Name = \"x\")] [Tanh] [Dense(8)] [Add(\"x\")]",
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Gradients_are_those_of_central_differences(string layers)
    {
        (CompiledNetwork network, CompiledNetwork single) = Compile(layers + " [MeanSquaredError]");
        foreach (int batch in new[] { 2, 5, 17 })
        {
            double[] inputs = Numbers(1, batch * network.InputSize), original = [.. inputs], errors = Numbers(3, batch * network.OutputSize), targets = Numbers(2, batch * network.TargetSize);
            double[] parameters = [.. Numbers(4, network.ParameterCount).Select(value => 0.7 * value)];
            network.Parameters = single.Parameters = parameters;
            network.KeepBuffers = single.KeepBuffers = true;
            network.ForwardTraining(inputs);
            single.ForwardTraining(inputs);
            Gradients gradients = network.Backward(errors), narrow = single.Backward(errors);
            double[] ofLoss = network.LossAndGradient(inputs, targets).Parameters;

            double Outputs() => network.ForwardTraining(inputs).Zip(errors, (output, weight) => output * weight).Sum();
            double Loss() => network.LossAndGradient(inputs, targets).Loss;
            Agree(layers, 1e-6, gradients.Parameters, Differences(parameters.Length, Outputs, (i, step) => network.SetParameter(i, parameters[i] + step)));
            Agree(layers, 1e-6, gradients.Inputs, Differences(inputs.Length, Outputs, (i, step) => inputs[i] = original[i] + step));
            Agree(layers, 1e-6, ofLoss, Differences(parameters.Length, Loss, (i, step) => network.SetParameter(i, parameters[i] + step)));
            Agree(layers, 1e-4, narrow.Inputs, gradients.Inputs);
        }
    }

    /// <summary>What nothing reads is computed all the same where running statistics depend on it.</summary>
    [Theory]
    [InlineData("[Input(9)] [Dense(65)] [Dense(8)] [BatchNorm(Momentum = 1)] [Dense(4, From = \"Dense1\")] [MeanSquaredError]")]
    [InlineData("[Input(9)] [Dense(65)] [Dense(8)] [BatchNorm(Momentum = 1)] [Dense(4, From = \"Dense1\", Name = \"a\")] [Dense(2, Name = \"b\")] [Output(\"a\"), MeanSquaredError(Weight = 0.5)] [Output(\"b\"), MeanSquaredError]")]
    public void Running_statistics_of_a_layer_that_nothing_reads_are_those_of_its_batches(string layers)
    {
        (CompiledNetwork network, _) = Compile(layers);
        const int batch = 5;
        double[] inputs = Numbers(1, batch * 9), parameters = network.Parameters = Numbers(4, network.ParameterCount);
        double[] hidden = Product(inputs, parameters, 0, 9, 65), rows = Product(hidden, parameters, (9 * 65) + 65, 65, 8);
        double[] mean = [.. Enumerable.Range(0, 8).Select(unit => Enumerable.Range(0, batch).Average(row => rows[(row * 8) + unit]))];
        double[] variance = [.. Enumerable.Range(0, 8).Select(unit => Enumerable.Range(0, batch).Sum(row => Math.Pow(rows[(row * 8) + unit] - mean[unit], 2)) / (batch - 1))];

        network.ForwardTraining(inputs);
        Agree(layers, 1e-12, network.Buffers, [.. mean, .. variance]);
        network.Buffers = [.. new double[8], .. Enumerable.Repeat(1.0, 8)];
        network.LossAndGradient(inputs, Numbers(2, batch * network.TargetSize));
        Agree(layers, 1e-12, network.Buffers, [.. mean, .. variance]);
    }

    /// <summary>A factor that one schedule hands on and another folds into the next layer would round otherwise.</summary>
    [Theory]
    [InlineData("Silu")]
    [InlineData("Gelu")]
    [InlineData("Gelu(Approximate = true)")]
    [InlineData("Selu")]
    [InlineData("Mish")]
    [InlineData("LeakyRelu")]
    [InlineData("Tanh")]
    [InlineData("Relu")]
    public void A_sample_alone_has_the_bits_it_has_in_a_batch_behind_a_mean(string activation)
    {
        (CompiledNetwork wide, CompiledNetwork narrow) = Compile($"[Input(6, 4, 2)] [Conv2D(3, 3, Padding = 1, Stride = 2)] [GlobalAvgPool] [{activation}]");
        foreach (CompiledNetwork network in new[] { wide, narrow })
        {
            const int samples = 100;
            network.Parameters = Numbers(4, network.ParameterCount);
            double[] inputs = Numbers(1, samples * network.InputSize), outputs = network.Forward(inputs);
            Assert.Equal(outputs, network.ForwardPrepared(inputs));
            Assert.Equal(outputs, network.ForwardWithWorkspace(inputs));
            Assert.Equal(outputs, Enumerable.Range(0, samples).SelectMany(k => network.Forward(inputs[(k * network.InputSize)..((k + 1) * network.InputSize)])));
        }
    }

    private static double[] Product(double[] rows, double[] parameters, int first, int inputs, int units) =>
        [.. Enumerable.Range(0, rows.Length / inputs).SelectMany(row => Enumerable.Range(0, units).Select(unit =>
            parameters[first + (inputs * units) + unit] + Enumerable.Range(0, inputs).Sum(i => rows[(row * inputs) + i] * parameters[first + (i * units) + unit])))];

    private static double[] Differences(int count, Func<double> objective, Action<int, double> move) => [.. Enumerable.Range(0, count).Select(i =>
    {
        double At(double step)
        {
            move(i, step);
            return objective();
        }

        double difference = (At(Step) - At(-Step)) / (2 * Step);
        move(i, 0);
        return difference;
    })];
}
