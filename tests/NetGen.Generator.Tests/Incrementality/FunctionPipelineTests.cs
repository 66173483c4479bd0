extern alias generator;

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Tests.Harness;
using Steps = generator::NetGen.Generator.Steps;

namespace NetGen.Generator.Tests.Incrementality;

/// <summary>Methods that the generator reads: what they compute is part of the model, and how they are written is not.</summary>
public sealed class FunctionPipelineTests
{
    private const string Source = """
        using System;
        using NetGen;

        [Network, Input(4), Dense(8), Activation(nameof(Swish)), Dense(2), CustomLoss(nameof(Error))]
        public sealed partial class Net
        {
            private const float Scale = 2;

            private static float Swish(float x) { float s = Sigmoid(Scale * x); return x * s; }

            private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));

            private static float Error(float y, float target) => (y - target) * (y - target);

            public static int Unrelated(int n) => n + 1;
        }

        public static partial class Formulas
        {
            [Formula]
            public static double J(double x, double y) => x * x * y;
        }
        """;

    [Theory]
    [InlineData("return x * s;", "return x * s; /* a remark */")]
    [InlineData("float s = Sigmoid(Scale * x); return x * s;", "float gate = Sigmoid(Scale * x); return x * gate;")]
    [InlineData("=> x * x * y;", "=> (x * x)   * y;")]
    public void What_changes_nothing_regenerates_nothing(string part, string by) => Check(part, by, IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Unchanged);

    [Theory]
    [InlineData("return x * s;", "return x + s;")]
    [InlineData("Scale = 2", "Scale = 3")]
    [InlineData("1 / (1 + MathF.Exp(-x))", "0.5f * (1 + MathF.Tanh(x / 2))")]
    [InlineData("(y - target) * (y - target)", "MathF.Abs(y - target)")]
    [InlineData("return x * s;", "return MathF.Floor(s);")]
    public void Another_function_regenerates_its_network(string part, string by) => Check(part, by, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged);

    [Theory]
    [InlineData("=> x * x * y;", "=> x * y;")]
    [InlineData("double J(double x, double y)", "double J(double x, [Target] double y)")]
    public void Another_formula_regenerates_its_derivatives(string part, string by) => Check(part, by, IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Modified);

    private static void Check(string part, string by, IncrementalStepRunReason declaration, IncrementalStepRunReason formula)
    {
        Assert.Contains(part, Source, StringComparison.Ordinal);
        CSharpCompilation compilation = GeneratorDriverHarness.CreateCompilation(Source);
        SyntaxTree tree = compilation.SyntaxTrees.Single(tree => tree.ToString() == Source);
        GeneratorDriver driver = GeneratorDriverHarness.CreateDriver(trackSteps: true).RunGenerators(compilation);
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(Source.Replace(part, by, StringComparison.Ordinal), (CSharpParseOptions)tree.Options, tree.FilePath)));
        GeneratorRunResult result = Assert.Single(driver.GetRunResult().Results);
        Assert.Null(result.Exception);
        Assert.Equal([declaration], Reasons(result.TrackedSteps[Steps.Declaration]));
        Assert.Equal([formula], Reasons(result.TrackedSteps[Steps.Formula]));
        Assert.Equal([declaration == IncrementalStepRunReason.Unchanged ? IncrementalStepRunReason.Cached : declaration], Reasons(result.TrackedSteps[Steps.File]));
        Assert.Equal([formula == IncrementalStepRunReason.Unchanged ? IncrementalStepRunReason.Cached : formula], Reasons(result.TrackedSteps[Steps.FormulaFile]));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(ImmutableArray<IncrementalGeneratorRunStep> steps) =>
        steps.SelectMany(step => step.Outputs).Select(output => output.Reason);
}
