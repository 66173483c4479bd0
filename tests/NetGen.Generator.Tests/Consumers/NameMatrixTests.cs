using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.Consumers;

/// <summary>Layers may be called whatever generated code calls something. The names are collected from generated code, so that the list keeps itself.</summary>
public sealed class NameMatrixTests
{
    /// <summary>In place of the names of layers.</summary>
    private const string Name = "@";

    private static readonly string[] Networks =
    [
        "[Network(Textbook = true, Trace = true), Input(3), Dense(4, Name = \"@\"), Elu(Name = \"@\"), Dense(2, Name = \"@\"), Sigmoid(Name = \"@\"), BinaryCrossEntropy]",
        "[Network, Input(20), Dense(40, Name = \"@\"), PRelu(Name = \"@\", PerChannel = true), LayerNorm(Name = \"@\"), Dense(3, Name = \"@\"), Softmax(Name = \"@\"), SparseCategoricalCrossEntropy]",
        "[Network(Textbook = true, Trace = true), Input(6, 6, 2), Conv2D(3, 3, Name = \"@\"), BatchNorm(Name = \"@\"), Gelu(Name = \"@\"), MaxPool2D(2, Name = \"@\"), Flatten(Name = \"@\"), Dense(2, Name = \"@\"), MeanSquaredError]",
        "[Network(Textbook = true), Input(6, 2), CausalConv1D(3, 2, Name = \"@\"), Tanh(Name = \"@\"), Gru(3, Name = \"@\"), Dense(2, Name = \"@\"), MeanSquaredError]",
        "[Network, Input(6, 2), Lstm(3, Name = \"@\", ReturnSequence = true), LayerNorm(Name = \"@\"), SimpleRnn(3, Name = \"@\", Bidirectional = true), Dense(2, Name = \"@\"), Huber]",
        "[Network, Input(4, Name = \"@\"), Input(3, Name = \"@\"), Dense(8, Name = \"@\"), Tanh(Name = \"@\"), BatchNorm(Name = \"@\"), Dense(2, Name = \"@\"), MeanSquaredError]",
    ];

    [Fact]
    public void A_layer_may_have_any_name_that_generated_code_uses()
    {
        string[] names = [.. Identifiers(Networks.Select((network, i) => Source(network, Neutral(), $"Neutral{i}"))).Order(StringComparer.Ordinal)];
        Assert.True(names.Length > 100, $"{names.Length} names");
        bool isFull = FullRun.IsOn;
        List<string> failures = [];
        foreach (string network in Networks)
        {
            int places = network.Split(Name).Length - 1;
            // Each name at one place; in a full run at every one.
            string[] sources = [.. from shift in Enumerable.Range(0, isFull ? places : 1)
                                   from first in Enumerable.Range(0, (names.Length + places - 1) / places)
                                   select Source(network, Shifted(names, first * places, places, shift), $"Called{shift}_{first}")];
            GeneratorOutcome outcome = GeneratorDriverHarness.Run(sources, Consumer.Usual with { AnalyzesNullability = false });
            Assert.Null(outcome.Exception);
            failures.AddRange(outcome.Compilation.GetDiagnostics()
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || GeneratorDriverHarness.IsGeneratedWarning(diagnostic))
                .Select(diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}\n    {Line(diagnostic)}\n    {Declaration(diagnostic, sources)}"));
        }

        Assert.True(failures.Count == 0, $"{failures.Count} errors:\n{string.Join("\n", failures.Take(30))}");
    }

    /// <summary>What is declared in generated code: locals, parameters, members and types.</summary>
    private static HashSet<string> Identifiers(IEnumerable<string> sources)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (SyntaxNode node in GeneratorDriverHarness.Run(sources).Sources.SelectMany(source => source.SyntaxTree.GetRoot().DescendantNodes()))
        {
            string? name = node switch
            {
                VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
                SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
                ParameterSyntax parameter => parameter.Identifier.ValueText,
                MethodDeclarationSyntax method => method.Identifier.ValueText,
                PropertyDeclarationSyntax property => property.Identifier.ValueText,
                TypeDeclarationSyntax type => type.Identifier.ValueText,
                _ => null,
            };
            // Names made of those of layers are names of layers, too; what views are called is the author's to choose apart.
            if (!string.IsNullOrEmpty(name) && !name.StartsWith("neutral", StringComparison.OrdinalIgnoreCase))
                names.Add(name);
        }

        return names;
    }

    private static IEnumerable<string> Neutral()
    {
        for (char letter = 'A'; ; letter++)
            yield return $"Neutral{letter}";
    }

    private static IEnumerable<string> Shifted(string[] names, int start, int count, int shift) =>
        Enumerable.Range(0, count).Select(i => names[(start + ((i + shift) % count)) % names.Length]);

    private static string Source(string network, IEnumerable<string> names, string space)
    {
        using IEnumerator<string> next = names.GetEnumerator();
        string[] parts = network.Split(Name);
        string named = parts[0] + string.Concat(parts.Skip(1).Select(part => next.MoveNext() ? next.Current + part : throw new InvalidOperationException("A name is missing.")));
        return $"using NetGen;\nnamespace {space};\n{named} public sealed partial class TheNetwork;\n";
    }

    private static string Line(Diagnostic diagnostic) => diagnostic.Location.SourceTree is { } tree ? tree.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim() : string.Empty;

    private static string Declaration(Diagnostic diagnostic, string[] sources)
    {
        string space = Path.GetFileName(diagnostic.Location.SourceTree?.FilePath ?? string.Empty).Split('.')[0];
        return sources.FirstOrDefault(source => source.Contains($"namespace {space};", StringComparison.Ordinal)) ?? string.Empty;
    }
}
