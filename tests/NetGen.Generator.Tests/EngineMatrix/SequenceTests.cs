using NetGen.Generator.Tests.Harness;
using static NetGen.Generator.Tests.EngineMatrix.SmallNetworks;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>Networks on sequences: vector code against textbook code and finite differences, with whole and shortened sequences, with and without states of the caller's.</summary>
public sealed class SequenceTests
{
    private const int Batch = 5;
    private const double Step = 1e-5;

    public static TheoryData<string, string> Networks => new()
    {
        { "rnn", "[Input(4, 3)] [SimpleRnn(5)] [Dense(2)] [MeanSquaredError]" },
        { "rnn of sigmoids", "[Input(3, 1)] [SimpleRnn(1, Nonlinearity = Nonlinearity.Sigmoid, Bias = false)] [Dense(1), Sigmoid] [BinaryCrossEntropy]" },
        { "one step", "[Input(1, 3)] [Gru(4)] [Dense(2)] [MeanSquaredError]" },
        { "lstm", "[Input(5, 3)] [Lstm(6)] [Dense(2), Softmax] [CategoricalCrossEntropy]" },
        { "gru", "[Input(5, 3)] [Gru(7)] [Dense(2)] [MeanSquaredError]" },
        { "gru without bias", "[Input(3, 2)] [Gru(3, Bias = false)] [MeanSquaredError]" },
        { "stacked", "[Input(4, 2)] [Lstm(5, ReturnSequence = true)] [Gru(4, ReturnSequence = true)] [SimpleRnn(3, Nonlinearity = Nonlinearity.Linear)] [Dense(2)] [Huber(0.5)]" },
        { "bidirectional", "[Input(4, 2)] [Lstm(3, Bidirectional = true, ReturnSequence = true)] [Gru(4, Bidirectional = true)] [Dense(2)] [MeanSquaredError]" },
        { "sequence to sequence", "[Input(4, 2)] [Gru(5, ReturnSequence = true)] [Dense(3), Tanh, Dense(2)] [MeanSquaredError]" },
        { "a class in each step", "[Input(4, 2)] [SimpleRnn(5, ReturnSequence = true, Nonlinearity = Nonlinearity.Tanh)] [Dense(3), Softmax] [CategoricalCrossEntropy]" },
        { "sum of a sequence", "[Input(3, 2)] [Lstm(4, ReturnSequence = true)] [MeanAbsoluteError(Outputs = Reduction.Sum)]" },
        { "normalized sequence", "[Input(4, 3)] [LayerNorm, Dense(5), Softplus] [Lstm(20)] [LayerNorm, Dense(2)] [MeanSquaredError]" },
        { "several turns of a cell", "[Input(3, 2)] [Gru(70, ReturnSequence = true)] [Lstm(53)] [Dense(1)] [MeanSquaredError]" },
        { "residual", "[Input(4, 3, Name = \"x\")] [Gru(3, ReturnSequence = true), Add(\"x\")] [Lstm(4)] [MeanSquaredError]" },
        { "dilated", "[Input(6, 2)] [CausalConv1D(3, 2), Tanh] [CausalConv1D(4, 2, Dilation = 2), Softplus] [Gru(3, ReturnSequence = true)] [Dense(2)] [MeanSquaredError]" },
        { "attention", "[Input(4, 6)] [PositionalEncoding] [SelfAttention(2)] [Gru(3)] [Dense(2)] [MeanSquaredError]" },
        { "causal attention", "[Input(4, 4, Name = \"x\")] [SelfAttention(1, Causal = true), Add(\"x\"), LayerNorm] [Dense(3), Gelu] [SelfAttention(3, Causal = true, Bias = false)] [Flatten] [Dense(2)] [MeanSquaredError]" },
        { "one number in each step", "[Input(3, 2)] [Gru(1, ReturnSequence = true)] [Dense(1)] [MeanSquaredError]" },
        { "made of a vector", "[Input(12)] [Reshape(6, 2)] [Gru(3, ReturnSequence = true)] [Dense(2)] [MeanSquaredError]" },
        { "shortened on its way", "[Input(8, 2)] [Gru(3, ReturnSequence = true)] [MaxPool1D(2)] [SimpleRnn(4, ReturnSequence = true)] [Dense(2)] [MeanSquaredError]" },
        { "two inputs", "[Input(4, Name = \"a\")] [Dense(10), Reshape(5, 2, Name = \"more\")] [Input(5, 2, Name = \"b\")] [Add(\"more\"), Lstm(4, ReturnSequence = true)] [Dense(2)] [MeanSquaredError]" },
        { "reset before the product", "[Input(5, 3)] [Gru(7, ResetBefore = true)] [Dense(2)] [MeanSquaredError]" },
        { "reset before the product, without bias", "[Input(3, 2)] [Gru(3, ResetBefore = true, Bias = false, ReturnSequence = true)] [Dense(2)] [MeanSquaredError]" },
        { "reset before the product, both ways", "[Input(4, 2)] [Gru(3, ResetBefore = true, Bidirectional = true, ReturnSequence = true)] [Gru(4, ResetBefore = true, Bidirectional = true)] [Dense(2)] [MeanSquaredError]" },
        { "reset before the product, several turns", "[Input(3, 2)] [Gru(70, ResetBefore = true, ReturnSequence = true)] [Gru(16, ResetBefore = true)] [Dense(1)] [MeanSquaredError]" },
        { "reset before the product, one unit", "[Input(3, 1)] [Gru(1, ResetBefore = true, ReturnSequence = true)] [MeanSquaredError]" },
        { "gru of softsigns", "[Input(4, 3)] [Gru(5, GateNonlinearity = Nonlinearity.Softsign, Nonlinearity = Nonlinearity.Softplus)] [Dense(2)] [MeanSquaredError]" },
        { "gru of hard sigmoids", "[Input(4, 3)] [Gru(5, ResetBefore = true, GateNonlinearity = Nonlinearity.HardSigmoid, Nonlinearity = Nonlinearity.Relu)] [Dense(2)] [MeanSquaredError]" },
        { "lstm of hard sigmoids", "[Input(5, 3)] [Lstm(6, GateNonlinearity = Nonlinearity.SteepHardSigmoid, CellNonlinearity = Nonlinearity.Relu)] [Dense(2)] [MeanSquaredError]" },
        { "lstm whose cell is bare", "[Input(4, 2)] [Lstm(5, CellNonlinearity = Nonlinearity.Linear, GateNonlinearity = Nonlinearity.Tanh, ReturnSequence = true)] [Lstm(3, Nonlinearity = Nonlinearity.Linear, GateNonlinearity = Nonlinearity.Linear)] [MeanSquaredError]" },
        { "lstm of three functions", "[Input(4, 2)] [Lstm(20, GateNonlinearity = Nonlinearity.HardSigmoid, Nonlinearity = Nonlinearity.Elu, CellNonlinearity = Nonlinearity.Softsign)] [MeanSquaredError]" },
        { "rnn of softsigns", "[Input(4, 2)] [SimpleRnn(5, Nonlinearity = Nonlinearity.Softsign, ReturnSequence = true)] [SimpleRnn(3, Nonlinearity = Nonlinearity.HardSigmoid)] [MeanSquaredError]" },
        { "convolved", "[Input(8, 2)] [Conv1D(4, 3), Tanh] [Gru(3)] [Dense(1)] [MeanSquaredError]" },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Gradients_agree_with_textbook_code_and_finite_differences(string name, string layers)
    {
        (CompiledNetwork network, CompiledNetwork single) = Compile(layers);
        double[] inputs = Numbers(1, Batch * network.InputSize), targets = [.. Numbers(2, Batch * network.TargetSize).Select(Math.Abs)], errors = Numbers(3, Batch * network.OutputSize);
        foreach ((CompiledNetwork each, double tolerance) in new[] { (network, 1e-13), (single, 2e-6) })
        {
            each.Parameters = [.. Numbers(4, network.ParameterCount).Select(value => 0.7 * value)];
            Agree(name, tolerance, each.Forward(inputs), each.TextbookForward(inputs));
            Assert.Equal(each.Forward(inputs), each.ForwardPrepared(inputs));
            Assert.Equal(each.Forward(inputs), each.ForwardWithWorkspace(inputs));
            double[] alone = [.. Enumerable.Range(0, Batch).SelectMany(k => each.ForwardPrepared(Sample(each, inputs, k)))];
            Assert.Equal(each.Forward(inputs), alone);
            Agree(name, tolerance, each.Forward(inputs), each.ForwardTraining(inputs));
            Agree(name, tolerance, [each.Loss(inputs, targets)], [each.TextbookLoss(inputs, targets)]);
            Agree(name, tolerance, [each.LossAndGradient(inputs, targets).Loss], [each.Loss(inputs, targets)]);
            foreach (bool shortened in new[] { false, true })
            {
                int steps = Steps(layers);
                each.Lengths = shortened ? [.. Enumerable.Range(0, Batch).Select(k => 1 + (k * 3 % steps))] : [];
                each.ForwardTraining(inputs);
                int states = each.StateSize;
                each.InitialStates = shortened ? Numbers(5, Batch * states) : [];
                LossGradient step = each.LossAndGradient(inputs, targets, ofInputs: true), textbook = each.TextbookLossAndGradient(inputs, targets);
                Agree(name, tolerance, [step.Loss], [textbook.Loss]);
                Agree(name, tolerance, step.Parameters, textbook.Parameters);
                Agree(name, tolerance, step.Inputs, textbook.Inputs);
                Assert.Equal(step.Parameters, each.LossAndGradientInPieces(3, inputs, targets).Parameters);
                Agree(name, tolerance, each.ForwardTraining(inputs), each.TextbookForwardTraining(inputs).Outputs);
                Gradients gradients = each.Backward(errors), expected = each.TextbookBackward(inputs, errors);
                Agree(name, tolerance, gradients.Parameters, expected.Parameters);
                Agree(name, tolerance, gradients.Inputs, expected.Inputs);
                if (each == network)
                    AgreeWithDifferences(name, network, inputs, targets, errors, states);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Steps_one_at_a_time_give_the_bits_of_the_whole_sequence(string name, string layers)
    {
        (CompiledNetwork network, CompiledNetwork single) = Compile(layers);
        foreach (CompiledNetwork each in new[] { network, single })
        {
            each.Parameters = [.. Numbers(4, network.ParameterCount).Select(value => 0.7 * value)];
            Assert.Equal(IsCausal(layers), each.Streams);
            if (!each.Streams)
                continue;
            double[] inputs = Numbers(1, each.InputSize), whole = each.Forward(inputs);
            foreach (bool prepared in new[] { false, true })
            {
                double[] outputs = each.Stream(inputs, prepared);
                double[] expected = outputs[^whole.Length..];
                Assert.True(whole.AsSpan().SequenceEqual(expected), $"{name}, prepared: {prepared}");
            }
        }
    }

    private static bool IsCausal(string layers) => !new[] { "Bidirectional", "[Conv1D", "Attention", "Flatten", "Reshape", "Pool", "\"b\"" }.Any(word => layers.Contains(word, StringComparison.Ordinal));

    private static void AgreeWithDifferences(string name, CompiledNetwork network, double[] inputs, double[] targets, double[] errors, int states)
    {
        double[] initial = network.InitialStates.Length == 0 ? new double[Batch * states] : network.InitialStates, ends = Numbers(6, Batch * states), parameters = network.Parameters;
        network.InitialStates = initial;
        double[] ofLoss = network.LossAndGradient(inputs, targets).Parameters;
        network.ForwardTraining(inputs);
        for (int sample = 0; sample < Batch; sample++)
            network.SetFinalStateGradient(sample, ends[(sample * states)..((sample + 1) * states)]);
        Gradients ofOutputs = network.Backward(errors);
        double[] ofInitial = [.. Enumerable.Range(0, Batch).SelectMany(network.InitialStateGradient)];

        double Loss() => network.LossAndGradient(inputs, targets).Loss;
        double Objective()
        {
            double outputs = network.ForwardTraining(inputs).Zip(errors, (output, weight) => output * weight).Sum();
            return outputs + Enumerable.Range(0, Batch).SelectMany(network.FinalState).Zip(ends, (state, weight) => state * weight).Sum();
        }

        void Check(string what, double[] gradient, int index, Func<double> value, Action<double> move)
        {
            move(Step);
            double above = value();
            move(-Step);
            double difference = (above - value()) / (2 * Step);
            move(0);
            Assert.True(Math.Abs(difference - gradient[index]) <= 1e-6 * Math.Max(gradient.Max(Math.Abs), 1e-3), $"{name}: {what} {index}, gradient {gradient[index]}, difference {difference}");
        }

        for (int i = 0; i < parameters.Length; i += 1 + (parameters.Length / 40))
        {
            int index = i;
            Check("loss by parameter", ofLoss, index, Loss, step => network.SetParameter(index, parameters[index] + step));
            Check("outputs by parameter", ofOutputs.Parameters, index, Objective, step => network.SetParameter(index, parameters[index] + step));
        }

        double[] inputsBefore = [.. inputs], initialBefore = [.. initial];
        for (int i = 0; i < inputs.Length; i += 1 + (inputs.Length / 20))
        {
            int index = i;
            Check("outputs by input", ofOutputs.Inputs, index, Objective, step => inputs[index] = inputsBefore[index] + step);
        }

        for (int i = 0; i < initial.Length; i += 1 + (initial.Length / 20))
        {
            int index = i;
            Check("outputs by initial state", ofInitial, index, Objective, step => initial[index] = initialBefore[index] + step);
        }
    }

    private static int Steps(string layers) => layers.Contains("[Conv1D", StringComparison.Ordinal) || layers.Contains("[Reshape", StringComparison.Ordinal) ? 6 : layers.Contains("\"b\"", StringComparison.Ordinal) ? 5 : int.Parse(layers["[Input(".Length..layers.IndexOf(',')], System.Globalization.CultureInfo.InvariantCulture);

    private static double[] Sample(CompiledNetwork network, double[] inputs, int sample) => inputs[(sample * network.InputSize)..((sample + 1) * network.InputSize)];
}
