using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>Inputs, outputs and blocks that are written wrongly: the generator answers with its own ids, and what it writes compiles.</summary>
public class GraphTypoTests
{
    private const string Blocks = """
        [Block, Dense(Arg.First), Relu] public class Hidden;
        [Block, Dense(Arg.First), Dropout(Arg.Second)] public class Dropped;
        [Block, Use<Hidden>(Arg.First), Add("Input")] public class Residual;
        [Block, Network, Input(4), Dense(4)] public partial class Both;
        [Block, Dense(4, From = "Input", Name = "d"), Add("d")] public class Named<T>;
        [Block, Conv2D(Arg.First, Arg.Second), Flatten] public class Image;
        """;

    public static TheoryData<string> Declarations =>
    [
        "[Input(4), Output(\"Dense1\"), Dense(2)]",
        "[Input(4), Dense(2), Output(null)]",
        "[Input(4), Dense(2), Output(\"\"), MeanSquaredError]",
        "[Input(4), Output(\"x\")]",
        "[Output(\"x\"), MeanSquaredError]",
        "[Input(4), Input(3)]",
        "[Input(4), Input(0), Dense(2)]",
        "[Input(4, Name = \"a b\"), Input(3), Dense(2), Concat(\"a b\")]",
        "[Input(4, Name = \"class\"), Input(4), Dense(2)]",
        "[Input(2000000000), Input(2000000000), Dense(1)]",
        "[Input(4), Dense(2, Name = \"a\"), Output(\"a\"), Output(\"a\"), MeanSquaredError, MeanSquaredError]",
        "[Input(4), Dense(0, Name = \"a\"), Output(\"a\"), MeanSquaredError]",
        "[Input(4), Dense(3, Name = \"a\"), Output(\"a\"), Huber(double.NaN)]",
        "[Input(4), Use<Hidden>(null), Dense(2)]",
        "[Input(4), Use<Hidden>(double.NaN), Dense(2)]",
        "[Input(4), Use<Hidden>(1e300), Dense(2)]",
        "[Input(4), Use<Hidden>(0), Dense(2)]",
        "[Input(4), Use<Hidden>(-2147483648), Dense(2)]",
        "[Input(4), Use<Hidden>(Arg.First), Dense(2)]",
        "[Input(4), Use<Dropped>(3, 1.5), Dense(2)]",
        "[Input(4), Use<Residual>(5), Dense(2)]",
        "[Input(4), Use<int>(5), Dense(2)]",
        "[Input(4), Use<Net>, Dense(2)]",
        "[Input(4), Use<Both>, Dense(2)]",
        "[Input(4), Use<Image>(2, 3), Dense(2)]",
        "[Input(8, 8, 1), Use<Image>(2, 9), Dense(2)]",
        "[Use<Hidden>(3)]",
        "[Input(4), Use<Hidden>(3, Name = \"not a name\"), Dense(2)]",
        "[Input(4), Dense(2, Name = \"Hidden1Dense1\"), Use<Hidden>(3)]",
        "[Input(4), Use<Hidden>(4, From = \"Hidden1\")]",
        "[Input(4), Use<Hidden>(4, Share = \"s\"), Use<Hidden>(5, Share = \"s\")]",
        "[Input(4), Dense(4), Add(\"Input\", Project = (Projection)7)]",
        "[Input(4), Dense(4), Add(null, Project = Projection.Linear)]",
        "[Input(9, 9, 1), Conv2D(2, 3), Add(\"Input\", Project = Projection.Normalized)]",
        "[Input(4, Name = \"\"), Input(4), Dense(2), Output(\"\"), Output(\"b\"), MeanSquaredError]",
        "[Input(4), Dense(4, Share = \"s\"), PRelu(Share = \"s\")]",
    ];

    [Theory]
    [MemberData(nameof(Declarations))]
    public void What_is_wrong_is_an_error_of_ours_and_the_rest_compiles(string declaration)
    {
        string source = $"using System;\nusing NetGen;\n[Network]\n{declaration}\npublic partial class Net;\n{Blocks}";
        GeneratorOutcome outcome = GeneratorDriverHarness.Run(source);
        Assert.Null(outcome.Exception);
        Assert.Empty(outcome.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Contains(AnalyzerHarness.Everything(source), diagnostic => diagnostic.Id.StartsWith("NETGEN", StringComparison.Ordinal) && diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("[Input(4), Dense(2, Name = \"@class\")]")]
    [InlineData("[Input(4, Name = \"Workspace\"), Input(4, Name = \"workspace\"), Add(\"Workspace\"), Dense(2, Name = \"context\"), Tanh(Name = \"Class\"), Output(\"context\"), MeanSquaredError, Output(\"Class\"), MeanSquaredError]")]
    [InlineData("[Input(4, Name = \"a\"), Input(4, Name = \"A\"), Add(\"a\"), Dense(2, Name = \"aGradients\"), Tanh(Name = \"b\"), Output(\"aGradients\"), MeanSquaredError, Output(\"b\")]")]
    [InlineData("[Input(4), Use<Named<int>>, Use<Named<string>>]")]
    [InlineData("[Input(28, 28, 1, Name = \"image\"), Conv2D(8, 5), Relu, MaxPool2D(2), Flatten(Name = \"seen\"), Input(4, Name = \"state\"), Concat(\"seen\"), Dense(64), Relu(Name = \"body\"), Dense(5), Softmax(Name = \"policy\"), Dense(1, From = \"body\", Name = \"value\"), Output(\"policy\"), CategoricalCrossEntropy, Output(\"value\"), MeanSquaredError(Weight = 0.5)]")]
    [InlineData("[Input(4), Use<Dropped>(3, 0.5), Dense(2), MeanSquaredError]")]
    [InlineData("[Input(8, 8, 1, Name = \"x\"), Use<Image>(2, 3), Use<Hidden>(5), Dense(2, Name = \"inputs\"), Tanh(Name = \"outputs\"), Output(\"outputs\"), Huber, Output(\"inputs\"), Huber]")]
    public void What_is_unusual_compiles(string declaration)
    {
        GeneratorOutcome outcome = GeneratorDriverHarness.Run($"using NetGen;\n[Network(Textbook = true)]\n{declaration}\npublic partial class Net;\n{Blocks}");
        Assert.Null(outcome.Exception);
        Assert.Empty(outcome.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void Calls_to_a_broken_network_are_no_errors_of_their_own() => AnalyzerHarness.Reports(
        "NETGEN304",
        """
        using System;
        using NetGen;
        [Network]
        [Input(4, Name = "a"), Input(4, Name = "b")]
        [Add("a"), Dense(2, Name = "p"), Tanh(Name = "v")]
        [Output("p"), MeanSquaredError]
        [{|Output("w")|}, MeanSquaredError]
        public partial class Net;
        public static class Caller
        {
            public static float Call(Net net, float[] x, Workspace workspace)
            {
                net.Forward(x, x, x, x);
                net.ForwardTraining(x, x, x, x, workspace);
                net.Backward(workspace, x, x, x, x, x);
                return net.LossAndGradient(x, x, x, x, x, workspace) + net.Loss(a: x, b: x, p: x, w: x, workspace);
            }
        }
        """,
        "Output names 'w', which names nothing; before it stand Add1, p, v");
}
