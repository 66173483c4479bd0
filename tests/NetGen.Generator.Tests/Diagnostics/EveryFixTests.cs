extern alias generator;

using generator::NetGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Harness;
using Xunit.Abstractions;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>Every fix that is offered for any of the wrong declarations, applied.</summary>
public sealed class EveryFixTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, DiagnosticSeverity> s_severities = new NetworkAnalyzer().SupportedDiagnostics.ToDictionary(descriptor => descriptor.Id, descriptor => descriptor.DefaultSeverity);

    [Fact]
    public async Task Every_fix_of_every_wrong_declaration_compiles_and_leaves_nothing_that_was_not_there()
    {
        string[] sources = [.. WrongDeclarations.All.Select(Wrapped)];
        IReadOnlyList<OfferedFix> fixes = await AnalyzerHarness.AllOffered(sources);
        string[] results = [.. fixes.Select((fix, i) => fix.Result.Replace($"namespace Case{fix.Source}\n", $"namespace Fix{i}\n"))];
        IReadOnlyList<string[]> before = Findings(GeneratorDriverHarness.CreateCompilation(sources), sources.Length), after = Findings(Completed(results), results.Length);

        List<string> wrong = [];
        for (int i = 0; i < fixes.Count; i++)
        {
            List<string> left = [.. before[fixes[i].Source]];
            left.Remove(fixes[i].Id);
            // What is wrong with a sound network, the analyzer says once it is sound.
            string[] others = [.. after[i].Where(id => !left.Remove(id) && (!IsError(fixes[i].Id) || IsError(id)))];
            if (others.Length > 0)
                wrong.Add($"{fixes[i].Id} '{fixes[i].Title}' leaves {string.Join(", ", others)}:\n{results[i]}");
        }

        output.WriteLine($"{sources.Length} wrong declarations, {fixes.Count} fixes of {fixes.Select(fix => fix.Id).Distinct().Count()} diagnostics");
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
        Assert.InRange(sources.Length, 200, int.MaxValue);
        Assert.InRange(fixes.Count, 100, int.MaxValue);
    }

    /// <summary>A source in a namespace of its own, so that all go into one compilation.</summary>
    private static string Wrapped(string source, int index) => $"namespace Case{index}\n{{\n{source}\n}}\n";

    /// <summary>Sources with their generated halves.</summary>
    private static Compilation Completed(IReadOnlyList<string> sources)
    {
        GeneratorOutcome outcome = GeneratorDriverHarness.Run(sources);
        Assert.Null(outcome.Exception);
        return outcome.Compilation;
    }

    /// <summary>The errors of the compiler in each source, and what the analyzer finds there.</summary>
    private static IReadOnlyList<string[]> Findings(Compilation compilation, int count)
    {
        ILookup<SyntaxTree, string> found = AnalyzerHarness.Analyze(compilation).ToLookup(finding => finding.Location.SourceTree!, finding => finding.Id);
        // The first tree holds the usings that every project has.
        return [.. compilation.SyntaxTrees.Skip(1).Take(count).Select(tree => Errors(compilation, tree).Concat(found[tree]).ToArray())];
    }

    private static bool IsError(string id) => !s_severities.TryGetValue(id, out DiagnosticSeverity severity) || severity == DiagnosticSeverity.Error;

    private static IEnumerable<string> Errors(Compilation compilation, SyntaxTree tree) => compilation.GetSemanticModel(tree)
        .GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
        .Select(diagnostic => diagnostic.Id);
}
