using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Diagnostics;
using NetGen.Generator.Tests.Harness;
using Xunit.Abstractions;

namespace NetGen.Generator.Tests.Declarations;

/// <summary>
/// What is typed is wrong most of the time. Whatever stands there, the generator and the analyzer do not fail, generated code is no
/// error of its own, and one mistake is one error. <c>NETGEN_FUZZ</c> sets how many declarations are drawn; beyond the usual number, the
/// bodies of all generated methods are compiled, and otherwise those of members that throw and of every eighth network that is still sound.
/// </summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int Usual = 600;
    private const int Chunk = 300;
    private const int Share = 8;

    /// <summary>Every kind of thing that a declaration can say, small: what grows is the compiler's time.</summary>
    private static readonly string[] s_sound =
    [
        "[Network, Input(4), Dense(3), Relu, Dense(2), Softmax, SparseCategoricalCrossEntropy] public sealed partial class Net;",
        "[Network(Precision = Precision.Double), Input(3), Dense(4, Name = \"a\"), Tanh, Dense(4), Add(\"a\"), Dense(2), MeanSquaredError(Half = true)] public partial class Net { public int Mine => ParameterCount; }",
        "[Network] [Input(6, 6, 2)] [Conv2D(3, 3, Padding = Padding.Same), BatchNorm, Relu] [MaxPool2D(2)] [Flatten] [Dense(2)] [Huber(0.5)] internal sealed partial class Net;",
        "[Network, Input(5, 2), CausalConv1D(3, 2, Dilation = 2), Gru(3), Dense(1), MeanAbsoluteError] public sealed partial class Net { public static void Use(Net net, ref State state) => net.Step(default, default, ref state); }",
        "[Network, Input(3, Name = \"left\"), Input(2, Name = \"right\"), Concat(\"left\"), Dense(2, Name = \"first\"), Tanh(Name = \"second\"), Output(\"first\"), MeanSquaredError, Output(\"second\"), Huber(Weight = 0.5)] public sealed partial class Net;",
        "[Block, Dense(Arg.First), Tanh] public class Hidden; [Network, Input(4), Use<Hidden>(3, Repeat = 2), Use<Hidden>(2, Share = \"h\"), Dense(1)] public sealed partial class Net;",
        "[Network, Input(3), Dense(4), Activation(nameof(Swish)), Dense(2), CustomLoss(nameof(Cost))] public partial class Net { static float Swish(float x, [Parameter(0.5)] float b) => x / (1 + MathF.Exp(-b * x)); static float Cost(float y, float t) => (y - t) * (y - t); }",
        "public partial class Outer<T> { [Network(Trace = true), Input(4), Dense(3, Bias = false), L2(0.1), Dropout(0.5), Dense(2), Budget(Parameters = 100)] private sealed partial class Net; }",
        "public static partial class Formulas { [Formula] public static float Area(float a, float b) => 3 * a * b; [Formula] static double F(double x) { double y = x * x; return x < 0 ? y : -y; } }",
        "[Network, Weights(\"net.safetensors\"), Input(4), Dense(3), Tanh] public sealed partial class Net { public static Net Make() => CreatePretrained(); }",
        "[Network, Input(4, 3), SelfAttention(1), LayerNorm, Dense(2), GlobalAvgPool, Dense(2), CategoricalCrossEntropy(LabelSmoothing = 0.1)] public sealed partial class Net { public static Span<float> Bias(Net net) => net.Dense1Bias; }",
    ];

    [Fact]
    public void Whatever_is_typed_nothing_fails_and_one_mistake_is_one_error()
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("NETGEN_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out int wanted) ? wanted : Usual;
        (string Text, string Kind)[] drawn = [.. Draw(count)];
        Tally tally = new();
        for (int first = 0; first < drawn.Length; first += Chunk)
            Run([.. drawn.Skip(first).Take(Chunk)], first, compilesAll: count > Usual, tally);
        output.WriteLine($"{drawn.Length} declarations: {string.Join(", ", drawn.GroupBy(each => each.Kind).Select(group => $"{group.Count()} {group.Key}"))}");
        output.WriteLine($"{tally.Sound} still sound, {tally.Compiled} files compiled whole; errors: {string.Join(", ", tally.Errors.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"))}");
        Assert.True(tally.Failures.Count == 0, $"{tally.Failures.Count} of {drawn.Length} fail:\n{string.Join("\n\n", tally.Failures.Take(25))}");
    }

    private static IEnumerable<(string Text, string Kind)> Draw(int count)
    {
        string[] random = [.. Enumerable.Range(0, 400).Select(seed => new RandomDeclaration(seed)).Where(declaration => declaration.IsSound)
            .Select(declaration => $"[Network, {string.Join(", ", declaration.Attributes)}] public sealed partial class Net;")];
        Mutation[] bases = [.. s_sound.Concat(random).Select(text => new Mutation(text))];
        // All of what is typed on the way to the first ones, then mistakes in any.
        IEnumerable<(string, string)> typed = bases.Take(s_sound.Length).SelectMany(declaration => Enumerable.Range(0, declaration.Count).Select(token => (declaration.CutOff(token), "cut off")));
        (string, string)[] prefixes = [.. typed.Take(count / 2)];
        return prefixes.Concat(Enumerable.Range(0, count - prefixes.Length).Select(seed => bases[seed % 3 == 0 ? seed % bases.Length : seed % s_sound.Length].Draw(new Random(seed))));
    }

    private static void Run((string Text, string Kind)[] declarations, int first, bool compilesAll, Tally tally)
    {
        string[] sources = [.. declarations.Select((declaration, i) => $"using NetGen;\nnamespace Typed{first + i};\n{declaration.Text}\n")];
        GeneratorOutcome outcome = GeneratorDriverHarness.Run(sources, Consumer.Usual with { AnalyzesNullability = false });
        if (outcome.Exception is not null || !outcome.Diagnostics.IsEmpty)
            tally.Failures.Add($"The generator failed: {outcome.Exception} {string.Join(", ", outcome.Diagnostics)}");
        ILookup<SyntaxTree?, Diagnostic> errors = Analyze(outcome.Compilation, tally).Where(finding => finding.Severity == DiagnosticSeverity.Error).ToLookup(finding => finding.Location.SourceTree);
        SyntaxTree[] trees = [.. outcome.Compilation.SyntaxTrees.Where(tree => tree.FilePath.StartsWith("Source", StringComparison.Ordinal)).Skip(1)];
        for (int i = 0; i < declarations.Length; i++)
        {
            Diagnostic[] found = [.. errors[trees[i]]];
            tally.Sound += found.Length == 0 ? 1 : 0;
            foreach (Diagnostic error in found)
                tally.Errors[error.Id] = tally.Errors.GetValueOrDefault(error.Id) + 1;
            if (found.Length > 1 || found.Any(error => error.Id == "NETGEN100"))
                tally.Failures.Add($"{declarations[i].Kind}, {found.Length} errors:\n{sources[i]}{string.Join("\n", found.Select(error => $"  {error.Id} {error.GetMessage(CultureInfo.InvariantCulture)}"))}");
        }

        Compile(outcome, compilesAll, sources, first, tally);
    }

    private static ImmutableArray<Diagnostic> Analyze(Compilation compilation, Tally tally)
    {
        try
        {
            return AnalyzerHarness.Analyze(compilation);
        }
        catch (AggregateException failure)
        {
            tally.Failures.Add($"The analyzer failed: {failure}");
            return [];
        }
    }

    private static void Compile(GeneratorOutcome outcome, bool all, string[] sources, int first, Tally tally)
    {
        for (int i = 0; i < outcome.Sources.Length; i++)
        {
            SyntaxTree tree = outcome.Sources[i].SyntaxTree;
            bool whole = all || i % Share == 0 || outcome.Sources[i].SourceText.Length < 20_000;
            tally.Compiled += whole ? 1 : 0;
            SemanticModel model = outcome.Compilation.GetSemanticModel(tree);
            IEnumerable<Diagnostic> found = whole ? model.GetDiagnostics() : tree.GetDiagnostics().Concat(model.GetDeclarationDiagnostics());
            if (found.FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is not { } error)
                continue;
            string space = outcome.Sources[i].HintName.Split('.')[0];
            int index = int.Parse(space["Typed".Length..], CultureInfo.InvariantCulture) - first;
            tally.Failures.Add($"{error}\n    {tree.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim()}\n{sources[index]}");
        }
    }

    /// <summary>What came of all.</summary>
    private sealed class Tally
    {
        public List<string> Failures { get; } = [];

        public Dictionary<string, int> Errors { get; } = [];

        public int Sound { get; set; }

        public int Compiled { get; set; }
    }
}
