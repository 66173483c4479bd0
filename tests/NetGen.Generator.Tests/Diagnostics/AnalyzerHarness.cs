extern alias generator;

using System.Collections.Immutable;
using generator::NetGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using NetGen.CodeFixes;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>Runs the analyzer and its fixes on source text, in process.</summary>
internal static class AnalyzerHarness
{
    /// <summary>
    /// Checks that a source with one place marked <c>{|...|}</c> has one mistake, there and nowhere else, counting what the
    /// compiler reports.
    /// </summary>
    public static void Reports(string id, string marked, string message, params string[] related)
    {
        (string source, TextSpan span) = Unmark(marked);
        if (WrongDeclarations.IsCollecting)
            throw new CollectedException(source);
        Diagnostic found = Assert.Single(Everything(source));
        Assert.Equal(id, found.Id);
        Assert.Equal(source.Substring(span.Start, span.Length), Text(found.Location));
        Assert.Equal(span, found.Location.SourceSpan);
        Assert.Equal(message, found.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(related, found.AdditionalLocations.Select(Text));
    }

    /// <summary>Checks that neither the analyzer nor the compiler has anything to say.</summary>
    public static void IsSilent(string source) => Assert.Empty(Everything(source));

    /// <summary>What analyzer and compiler have to say of a project that the generator has completed. A warning counts if it is the analyzer's, or of generated code.</summary>
    public static ImmutableArray<Diagnostic> Everything(string source)
    {
        if (WrongDeclarations.IsCollecting)
            throw new CollectedException(null);
        GeneratorOutcome outcome = GeneratorDriverHarness.Run(source);
        Assert.Null(outcome.Exception);
        Assert.Empty(outcome.Diagnostics);
        IEnumerable<Diagnostic> compiler = outcome.Compilation.GetDiagnostics().Where(diagnostic =>
            diagnostic.Severity == DiagnosticSeverity.Error || GeneratorDriverHarness.IsGeneratedWarning(diagnostic));
        return [.. Analyze(outcome.Compilation), .. compiler];
    }

    /// <summary>What the analyzer alone has to say of sources, without their generated halves.</summary>
    public static ImmutableArray<Diagnostic> Findings(params IEnumerable<string> sources) => Analyze(GeneratorDriverHarness.CreateCompilation(sources));

    /// <summary>Checks that neither the generator nor the analyzer fails on a source, whatever the compiler makes of it.</summary>
    public static void Survives(string source)
    {
        GeneratorOutcome outcome = GeneratorDriverHarness.Run(source);
        Assert.Null(outcome.Exception);
        Analyze(outcome.Compilation);
    }

    /// <summary>What the analyzer alone has to say of a compilation.</summary>
    public static ImmutableArray<Diagnostic> Analyze(Compilation compilation)
    {
        if (WrongDeclarations.IsCollecting)
            throw new CollectedException(null);
        CompilationWithAnalyzersOptions options = new(
            new AnalyzerOptions(WeightsTexts.All),
            onAnalyzerException: (exception, _, _) => throw new InvalidOperationException("The analyzer failed.", exception),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> found = new CompilationWithAnalyzers(compilation, [new NetworkAnalyzer()], options).GetAnalyzerDiagnosticsAsync().Result;
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        return [.. found.Where(diagnostic => !diagnostic.IsSuppressed)];
    }

    /// <summary>Checks what the only fix of the only finding makes of a source, and that nothing is found in that.</summary>
    public static async Task Fixes(string before, string after, string title)
    {
        KeyValuePair<string, string> offered = Assert.Single(await Offered(before));
        Assert.Equal(title, offered.Key);
        Assert.Equal(after, offered.Value);
    }

    /// <summary>The fixes of the only finding and what each makes of the source, in which nothing is found.</summary>
    /// <param name="source">The source.</param>
    /// <param name="isCompiled">Whether the compiler too is to have nothing to say of a result. Off for very many.</param>
    public static async Task<IReadOnlyDictionary<string, string>> Offered(string source, bool isCompiled = true)
    {
        Dictionary<string, string> results = [];
        foreach (OfferedFix fix in await AllOffered(source))
        {
            Assert.Equal(1, fix.Findings);
            Assert.Empty(isCompiled ? Everything(fix.Result) : Findings(fix.Result));
            results.Add(fix.Title, fix.Result);
        }

        return results;
    }

    /// <summary>The fixes of all findings, and what each makes of its source.</summary>
    public static async Task<IReadOnlyList<OfferedFix>> AllOffered(params IReadOnlyList<string> sources)
    {
        if (WrongDeclarations.IsCollecting)
            throw new CollectedException(null);
        using AdhocWorkspace workspace = new();
        CSharpCompilation settings = GeneratorDriverHarness.CreateCompilation(sources);
        Project project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Sample", "Sample", LanguageNames.CSharp,
            compilationOptions: settings.Options, parseOptions: settings.SyntaxTrees[0].Options, metadataReferences: settings.References));
        DocumentId[] ids = [.. sources.Select((source, i) => workspace.AddDocument(project.Id, $"Source{i}.cs", SourceText.From(source)).Id)];
        Project whole = workspace.CurrentSolution.GetProject(project.Id)!;

        List<OfferedFix> results = [];
        ImmutableArray<Diagnostic> findings = Analyze((await whole.GetCompilationAsync())!);
        foreach (Diagnostic found in findings)
        {
            Document document = whole.GetDocument(found.Location.SourceTree)!;
            List<CodeAction> actions = [];
            await new NetworkCodeFixProvider().RegisterCodeFixesAsync(new CodeFixContext(document, found, (action, _) => actions.Add(action), default));
            foreach (CodeAction action in actions)
            {
                ApplyChangesOperation change = Assert.Single((await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>());
                string result = (await change.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();
                results.Add(new OfferedFix(Array.IndexOf(ids, document.Id), found.Id, findings.Length, action.Title, result));
            }
        }

        return results;
    }

    private static (string Source, TextSpan Span) Unmark(string marked)
    {
        int start = marked.IndexOf("{|", StringComparison.Ordinal), end = marked.IndexOf("|}", StringComparison.Ordinal) - 2;
        return (marked.Replace("{|", string.Empty).Replace("|}", string.Empty), TextSpan.FromBounds(start, end));
    }

    private static string Text(Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);
}

/// <summary>A fix that is offered for a finding.</summary>
/// <param name="Source">The index of the source.</param>
/// <param name="Id">The id of the finding.</param>
/// <param name="Findings">How many findings there are in all sources.</param>
/// <param name="Title">What the author is offered.</param>
/// <param name="Result">What the fix makes of the source.</param>
internal sealed record OfferedFix(int Source, string Id, int Findings, string Title, string Result);
