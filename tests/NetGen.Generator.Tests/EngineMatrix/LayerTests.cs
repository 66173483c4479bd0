using System.Reflection;
using NetGen.Generator.Tests.Harness;
using NetGen.Generator.Tests.Reference;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>Layers in networks of few layers: against PyTorch, finite differences and textbook code, and the bits of each way to run them.</summary>
public sealed class LayerTests
{
    private const double Step = 1e-5;

    // Every network in double, a part of them in single precision too: what differs there is the width of vectors and the rounding.
    private const int SinglesOneOf = 3;

    private static readonly Lazy<Assembly> s_compiled = new(() => GeneratorDriverHarness.Compile(
        from precision in new[] { Precision.Single, Precision.Double }
        from network in Cases(precision)
        select $$"""
            using NetGen;
            namespace {{precision}};

            [Network(Precision = Precision.{{precision}}, Textbook = true)]
            {{network.Attributes}}
            public sealed partial class {{network.Name}};
            """,
        analyzeNullability: false));

    private delegate void Close(string what, double[] got, double[] expected);

    [Theory]
    [InlineData(Precision.Single, 1e-5)]
    [InlineData(Precision.Double, 1e-10)]
    public void Every_layer_agrees_with_PyTorch(Precision precision, double tolerance) => ForEach(precision, tolerance, (expected, network, close) =>
    {
        close("Forward", network.Forward(expected.Inputs), expected.Outputs);
        Normalized? training = network.DiffersInTraining ? network.TextbookForwardTraining(expected.Inputs) : null;
        double[] trained = network.ForwardTraining(expected.Inputs);
        if (training is null)
        {
            close("ForwardTraining", trained, expected.Outputs);
            Gradients gradients = network.Backward(expected.OutputGradients);
            close("Backward", gradients.Parameters, expected.Backward);
            close("Backward, inputs", gradients.Inputs, expected.BackwardInputs);
        }

        if (expected.Targets is { } targets)
        {
            LossGradient step = network.LossAndGradient(expected.Inputs, targets);
            close("Loss", [network.Loss(expected.Inputs, targets)], [expected.Loss!.Value]);
            close("LossAndGradient, loss", [step.Loss], [expected.Loss!.Value]);
            close("LossAndGradient", step.Parameters, expected.LossGradients!);
        }
    });

    [Theory]
    [InlineData(Precision.Single, 2e-6)]
    [InlineData(Precision.Double, 1e-13)]
    public void Every_layer_agrees_with_its_textbook(Precision precision, double tolerance) => ForEach(precision, tolerance, (given, network, close) =>
    {
        close("Forward", network.Forward(given.Inputs), network.TextbookForward(given.Inputs));
        network.ForwardTraining(given.Inputs);
        Gradients gradients = network.Backward(given.OutputGradients), textbook = network.TextbookBackward(given.Inputs, given.OutputGradients);
        close("Backward", gradients.Parameters, textbook.Parameters);
        close("Backward, inputs", gradients.Inputs, textbook.Inputs);
        if (given.Targets is { } targets)
            close("LossAndGradient", network.LossAndGradient(given.Inputs, targets).Parameters, network.TextbookLossAndGradient(given.Inputs, targets).Parameters);
    });

    [Fact]
    public void Gradients_of_every_layer_agree_with_finite_differences() => ForEach(Precision.Double, 1e-6, (given, network, close) =>
    {
        double[] inputs = [.. given.Inputs], parameters = network.Parameters;
        double Objective() => network.ForwardTraining(inputs).Zip(given.OutputGradients, (output, weight) => output * weight).Sum();
        Objective();
        Gradients gradients = network.Backward(given.OutputGradients);
        Random random = new(1);
        void Check(string what, double[] gradient, Action<int, double> move)
        {
            int[] places = [.. Enumerable.Range(0, gradient.Length).OrderBy(_ => random.Next()).Take(20)];
            double[] differences = [.. places.Select(place =>
            {
                move(place, Step);
                double above = Objective();
                move(place, -Step);
                double below = Objective();
                move(place, 0);
                return (above - below) / (2 * Step);
            })];
            close(what, [.. places.Select(place => gradient[place])], differences);
        }

        Check("parameters", gradients.Parameters, (place, step) => network.SetParameter(place, parameters[place] + step));
        Check("inputs", gradients.Inputs, (place, step) => inputs[place] = given.Inputs[place] + step);
    });

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void Every_way_to_infer_gives_the_same_bits(Precision precision) => ForEach(precision, 0, (given, network, close) =>
    {
        double[] outputs = network.Forward(given.Inputs);
        close("with a workspace", network.ForwardWithWorkspace(given.Inputs), outputs);
        close("prepared", network.ForwardPrepared(given.Inputs), outputs);
        int inputSize = network.InputSize, outputSize = network.OutputSize;
        for (int sample = 0; sample < given.Inputs.Length / inputSize; sample++)
        {
            double[] input = given.Inputs[(sample * inputSize)..((sample + 1) * inputSize)], output = outputs[(sample * outputSize)..((sample + 1) * outputSize)];
            close("alone", network.Forward(input), output);
            close("alone, prepared", network.ForwardPrepared(input), output);
            // A network that hands on its last value only does so at every step.
            if (network.Streams)
                close("step by step", network.Stream(input, prepared: false)[^output.Length..], output);
        }

        // In a batch of more than a vector, the samples lie in lanes.
        double[] many = [.. Enumerable.Range(0, 19).SelectMany(sample => given.Inputs[(sample % 2 * inputSize)..(((sample % 2) + 1) * inputSize)])];
        close("of many", network.Forward(many)[..outputs.Length], outputs);
    });

    private static IEnumerable<LayerCase> Cases(Precision precision) =>
        LayerCase.All.Where((_, index) => precision == Precision.Double || index % SinglesOneOf == 0);

    private static void ForEach(Precision precision, double tolerance, Action<LayerCase, CompiledNetwork, Close> check)
    {
        List<string> failures = [];
        foreach (LayerCase given in Cases(precision))
        {
            CompiledNetwork network = CompiledNetwork.Create(s_compiled.Value.GetType($"{precision}.{given.Name}", throwOnError: true)!);
            Assert.Equal(given.Parameters.Length, network.ParameterCount);
            network.Parameters = given.Parameters;
            check(given, network, (what, got, expected) =>
            {
                double scale = Math.Max(precision == Precision.Double ? 1e-12 : 1e-7, expected.Select(Math.Abs).Append(0).Max());
                double error = got.Length == expected.Length ? got.Zip(expected, (a, b) => Math.Abs(a - b) / scale).Aggregate(0.0, Math.Max) : double.NaN;
                if (!(error <= tolerance))
                    failures.Add(FormattableString.Invariant($"{given.Name}, {what}: relative error {error:0.0e+0}    {given.Attributes}"));
            });
        }

        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
    }
}
