using System.Reflection;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.Functions;

/// <summary>Losses of derivatives with respect to the inputs: vector code against textbook code, and both gradients against finite differences.</summary>
public sealed class PhysicsLossTests
{
    private const double Step = 1e-5;

    private static readonly (string Name, string Layers, string Residual)[] s_networks =
    [
        ("Oscillator", "Input(1), Dense(2), Tanh, Dense(1)", "number R(number x, number y, [Derivative(0)] number dy, [Derivative(0, 0)] number ddy) => ddy + dy + y;"),
        ("Wide", "Input(1), Dense(40), Tanh, Dense(33), Sigmoid, Dense(1)", "number R(number x, number y, [Derivative(0, 0)] number ddy) => ddy + x * Mathematics.Sin(y);"),
        ("Mixed", "Input(2), Dense(20), Tanh, Dense(11), Softplus, Dense(2)", "number R(number x, number t, number u, number w, [Derivative(0, 1)] number uxt, [Derivative(0, 0, Output = 1)] number wxx, [Derivative(1)] number ut, [Derivative(1, 1)] number utt, [Target] number a, [Target] number b) => uxt + wxx * ut - 2 * utt + u * w + a * Mathematics.Sin(x * t) - b;"),
        ("FirstOnly", "Input(3), Dense(5), Silu, Dense(1)", "number R(number x, number y, number z, number u, [Derivative(0)] number ux, [Derivative(2)] number uz) => ux * uz - u * y;"),
        ("Joined", "Input(2), Dense(6), Tanh(Name = \"t\"), Dense(6), Gelu, Add(\"t\"), Dense(1)", "number R(number x, number t, number u, [Derivative(0, 0)] number uxx, [Derivative(1)] number ut) => ut - 0.1f * uxx + u;"),
        ("Own", "Input(1), Dense(7), Activation(\"Swish\"), Dense(1)", "number Swish(number x, [Parameter(1.3)] number beta) => x / (1 + Mathematics.Exp(-beta * x)); static number R(number x, number y, [Derivative(0, 0)] number ddy) => ddy - y;"),
        ("Linear", "Input(2), Dense(1)", "number R(number x, number t, number u, [Derivative(0)] number ux, [Derivative(1, 1)] number utt) => ux + utt - u;"),
        ("Derived", "Input(2), Dense(6), Tanh, InputDerivatives, Dense(2), Tanh, Dense(1)", "number R(number x, number t, number u, [Derivative(1, 0)] number utx, [Derivative(0)] number ux) => utx + u * ux;"),
        ("Bare", "Input(2), Tanh, LayerNorm, Dense(1)", "number R(number x, number t, number u, [Derivative(1, 0)] number utx) => utx + u;"),
    ];

    private static readonly Lazy<Assembly> s_compiled = new(() => GeneratorDriverHarness.Compile(
        from precision in new[] { Precision.Single, Precision.Double }
        from network in s_networks
        select $$"""
            using NetGen;
            namespace {{precision}};

            [Network(Precision = Precision.{{precision}}, Textbook = true)]
            [{{network.Layers}}, PhysicsLoss("R")]
            public sealed partial class {{network.Name}}
            {
                static {{In(precision, network.Residual)}}
            }
            """));

    public static TheoryData<string> Names => [.. s_networks.Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_is_that_of_the_loss(string name)
    {
        (CompiledNetwork network, double[] inputs, double[] targets) = Create(Precision.Double, name);
        LossGradient step = network.LossAndGradient(inputs, targets);
        double[] parameters = network.Parameters;
        Assert.Equal(network.Loss(inputs, targets), step.Loss);
        double scale = step.Parameters.Max(Math.Abs);
        for (int index = 0; index < parameters.Length; index++)
        {
            network.SetParameter(index, parameters[index] + Step);
            double above = network.Loss(inputs, targets);
            network.SetParameter(index, parameters[index] - Step);
            double below = network.Loss(inputs, targets);
            network.SetParameter(index, parameters[index]);
            Assert.Equal((above - below) / (2 * Step), step.Parameters[index], 1e-6 * scale);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Vector_code_agrees_with_textbook_code(string name)
    {
        foreach ((Precision precision, double tolerance) in new[] { (Precision.Single, 2e-6), (Precision.Double, 1e-13) })
        {
            (CompiledNetwork network, double[] inputs, double[] targets) = Create(precision, name);
            LossGradient vector = network.LossAndGradient(inputs, targets), textbook = network.TextbookLossAndGradient(inputs, targets);
            Assert.Equal(textbook.Loss, vector.Loss, tolerance * Math.Max(1, textbook.Loss) * 10);
            double scale = textbook.Parameters.Max(Math.Abs);
            for (int index = 0; index < vector.Parameters.Length; index++)
                Assert.Equal(textbook.Parameters[index], vector.Parameters[index], tolerance * scale * 10);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Pieces_and_accumulation_give_the_bits_of_the_whole(string name)
    {
        (CompiledNetwork network, double[] inputs, double[] targets) = Create(Precision.Single, name);
        LossGradient whole = network.LossAndGradient(inputs, targets);
        foreach (int pieces in new[] { 2, 3, 7 })
            Assert.Equal(whole.Parameters, network.LossAndGradientInPieces(pieces, inputs, targets).Parameters);
        double[] start = [.. whole.Parameters.Select((_, index) => (double)index)];
        double[] added = network.LossAndGradient(inputs, targets, accumulateOn: start).Parameters;
        Assert.All(added, (gradient, index) => Assert.Equal(index + whole.Parameters[index], gradient, 1e-4 * (1 + index)));
    }

    [Theory]
    [InlineData("InputDerivatives(2)")]
    [InlineData("InputDerivatives")]
    public void Derivatives_of_a_network_are_its_slopes(string layer)
    {
        const string body = "Input(2), Dense(20), Tanh, Dense(5), Silu, Dense(2)";
        Assembly compiled = GeneratorDriverHarness.Compile([
            $"[NetGen.Network(Precision = NetGen.Precision.Double, Textbook = true)]\n[NetGen.{body.Replace(", ", ", NetGen.", StringComparison.Ordinal)}, NetGen.{layer}]\npublic partial class Curve;",
            $"[NetGen.Network(Precision = NetGen.Precision.Double, Textbook = true)]\n[NetGen.{body.Replace(", ", ", NetGen.", StringComparison.Ordinal)}]\npublic partial class Plain;",
        ]);
        CompiledNetwork curve = CompiledNetwork.Create(compiled.GetType("Curve", throwOnError: true)!), plain = CompiledNetwork.Create(compiled.GetType("Plain", throwOnError: true)!);
        plain.Parameters = curve.Parameters = [.. Enumerable.Range(0, curve.ParameterCount).Select(index => (((index * 37) % 101) - 50) / 64.0)];
        bool isSecond = layer.Contains('2', StringComparison.Ordinal);
        Assert.Equal(isSecond ? 12 : 6, curve.OutputSize);
        foreach (double[] at in new double[][] { [0.3, -0.7], [1.1, 0.2] })
        {
            double[] all = curve.Forward(at);
            Assert.Equal(plain.Forward(at), all[..2], (a, b) => Math.Abs(a - b) < 1e-13);
            double[] Slope(Func<double[], double[]> of, int input)
            {
                double[] up = [.. at], down = [.. at];
                up[input] += Step;
                down[input] -= Step;
                return [.. of(up).Zip(of(down), (a, b) => (a - b) / (2 * Step))];
            }

            double[] byX = Slope(plain.Forward, 0), byY = Slope(plain.Forward, 1);
            List<double> expected = [.. all[..2], .. byX, .. byY];
            if (isSecond)
                expected.AddRange([.. Slope(curve.Forward, 0)[2..4], .. Slope(curve.Forward, 1)[2..4], .. Slope(curve.Forward, 1)[4..6]]);
            Assert.Equal(expected, all, (a, b) => Math.Abs(a - b) < 1e-8);
            Assert.Equal(all, curve.ForwardPrepared(at));
            Assert.Equal(curve.TextbookForward(at), all, (a, b) => Math.Abs(a - b) < 1e-12);
        }

        // Training through derivatives: vector code and textbook code agree.
        double[] inputs = [.. Enumerable.Range(0, 2 * 19).Select(index => (((index * 29) % 97) - 48) / 32.0)];
        double[] errors = [.. Enumerable.Range(0, curve.OutputSize * 19).Select(index => (((index * 17) % 41) - 20) / 16.0)];
        Assert.Equal(curve.Forward(inputs), curve.ForwardTraining(inputs), (a, b) => Math.Abs(a - b) < 1e-12);
        Gradients vector = curve.Backward(errors), textbook = curve.TextbookBackward(inputs, errors);
        double scale = textbook.Parameters.Max(Math.Abs);
        Assert.Equal(textbook.Parameters, vector.Parameters, (a, b) => Math.Abs(a - b) < 1e-12 * scale);
        Assert.Equal(textbook.Inputs, vector.Inputs, (a, b) => Math.Abs(a - b) < 1e-12 * scale);
    }

    private static string In(Precision precision, string residual)
    {
        string text = residual.Replace("number", precision == Precision.Double ? "double" : "float", StringComparison.Ordinal);
        return text.Replace("Mathematics", precision == Precision.Double ? "System.Math" : "System.MathF", StringComparison.Ordinal);
    }

    /// <summary>A network with inputs and targets for 37 points.</summary>
    private static (CompiledNetwork Network, double[] Inputs, double[] Targets) Create(Precision precision, string name)
    {
        const int points = 37;
        CompiledNetwork network = CompiledNetwork.Create(s_compiled.Value.GetType($"{precision}.{name}", throwOnError: true)!);
        // Weights of both precisions are the same numbers.
        network.Parameters = [.. Enumerable.Range(0, network.ParameterCount).Select(index => (((index * 37) % 101) - 50) / 64.0)];
        return (network,
            [.. Enumerable.Range(0, points * network.InputSize).Select(index => (((index * 29) % 97) - 48) / 32.0)],
            [.. Enumerable.Range(0, points * network.TargetSize).Select(index => (((index * 13) % 31) - 15) / 16.0)]);
    }
}
