using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.Reproducibility;

/// <summary>
/// Generated code calls nothing that gives other bits on another machine. The analyzer that guards the library does not look into
/// generated files, so this test does, with the same list.
/// </summary>
public sealed class BannedSymbolTests
{
    private static readonly HashSet<string> s_banned = ReadList();

    public static TheoryData<string> Losses =>
    [
        "Dense(7), Softmax, CategoricalCrossEntropy(LabelSmoothing = 0.1)", "Dense(7), Softmax, SparseCategoricalCrossEntropy", "Dense(7), Sigmoid, BinaryCrossEntropy",
        "Dense(7), MeanSquaredError", "Dense(7), MeanAbsoluteError", "Dense(7), Huber(0.5)", "Dense(7), LogCosh", "Dense(7), Softmax, MeanSquaredError",
    ];

    [Theory]
    [MemberData(nameof(Losses))]
    public void No_generated_code_calls_a_banned_symbol(string end)
    {
        const string Activations =
            "Dense(40), Step, Linear, Sigmoid, Tanh, Relu, Dense(300), LeakyRelu, PRelu, Elu, Selu, Gelu, Gelu(Approximate = true), Dense(3), Silu, Softplus, Softsign, HardSigmoid, HardTanh, Mish, HardSwish, Relu6, Clip(-1, 1), Abs, Exp, Log, Sqrt, LogSoftmax, RmsNorm, Dense(8), GroupNorm(2), Scale";
        string[] sources = [.. new[] { "Single", "Double" }.Select(precision =>
            $"using NetGen; [Network(Precision = Precision.{precision}), Input(33), {Activations}, {end}] public sealed partial class Network{precision};")];

        GeneratorOutcome outcome = GeneratorDriverHarness.Run(sources);
        Assert.Equal(sources.Length, outcome.Sources.Length);
        Assert.Empty(outcome.Sources.SelectMany(source => Banned(outcome.Compilation, source.SyntaxTree)));
    }

    [Fact]
    public void A_banned_symbol_is_found()
    {
        Compilation compilation = GeneratorDriverHarness.CreateCompilation(
            "using System.Numerics; static class Caught { static double F(Vector<float> v) => Math.Exp(Vector.Sum(v)) + Math.Sqrt(2); }");
        Assert.Equal(
            ["M:System.Math.Exp(System.Double)", "M:System.Numerics.Vector.Sum``1(System.Numerics.Vector{``0})"],
            Banned(compilation, compilation.SyntaxTrees.Last()).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Banned(Compilation compilation, SyntaxTree tree)
    {
        SemanticModel model = compilation.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            .Select(name => model.GetSymbolInfo(name).Symbol?.OriginalDefinition.GetDocumentationCommentId())
            .OfType<string>()
            .Where(s_banned.Contains)
            .Distinct();
    }

    private static HashSet<string> ReadList()
    {
        using StreamReader reader = new(typeof(BannedSymbolTests).Assembly.GetManifestResourceStream("BannedSymbols.txt")!);
        return reader.ReadToEnd().Split('\n').Select(line => line.Split(';')[0]).Where(id => id.Contains(':')).ToHashSet(StringComparer.Ordinal);
    }
}
