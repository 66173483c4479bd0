extern alias generator;

using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using NetworkGenerator = generator::NetGen.Generator.NetworkGenerator;

namespace NetGen.Generator.Tests.Harness;

/// <summary>Runs the generator over source text against the runtime library, and loads what comes out.</summary>
internal static class GeneratorDriverHarness
{
    /// <summary>What a user's project with implicit usings starts with.</summary>
    private const string ImplicitUsings = "global using System;";

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file && (file.StartsWith("System.", StringComparison.Ordinal) || file is "NetGen.dll" or "netstandard.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>A compilation of <paramref name="sources"/>, before the generator.</summary>
    public static CSharpCompilation CreateCompilation(params IEnumerable<string> sources) => CreateCompilation(sources, ParseOptions);

    private static CSharpCompilation CreateCompilation(IEnumerable<string> sources, CSharpParseOptions options) =>
        CSharpCompilation.Create(
            "Generated" + Guid.NewGuid().ToString("N"),
            sources.Prepend(ImplicitUsings).Select((source, index) => CSharpSyntaxTree.ParseText(source, options, path: $"Source{index}.cs")),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>A driver with the generator alone. Steps are tracked on request, for tests of incrementality.</summary>
    public static GeneratorDriver CreateDriver(bool trackSteps = false) => CreateDriver(ParseOptions, trackSteps);

    private static GeneratorDriver CreateDriver(CSharpParseOptions options, bool trackSteps) =>
        CSharpGeneratorDriver.Create(
            [new NetworkGenerator().AsSourceGenerator()],
            parseOptions: options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackSteps));

    /// <summary>The files the generator adds, and everything it and the compiler have to say.</summary>
    public static GeneratorOutcome Run(params IEnumerable<string> sources) => Run(sources, ParseOptions);

    private static GeneratorOutcome Run(IEnumerable<string> sources, CSharpParseOptions options)
    {
        CSharpCompilation before = CreateCompilation(sources, options);
        GeneratorDriver driver = CreateDriver(options, trackSteps: false).RunGeneratorsAndUpdateCompilation(before, out Compilation after, out ImmutableArray<Diagnostic> reported);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        return new GeneratorOutcome(after, result.GeneratedSources.IsDefault ? [] : result.GeneratedSources, reported, result.Exception);
    }

    /// <summary>Compiles and loads; one call for many networks, because the compiler costs more than the code.</summary>
    /// <param name="sources">The declarations.</param>
    /// <param name="analyzeNullability">Off for very many networks, and with it the parsing of comments: they are a good part of the work, and a few networks show the same warnings.</param>
    /// <exception cref="InvalidOperationException">There was an error anywhere, or a warning in generated code; the message lists all of them.</exception>
    public static Assembly Compile(IEnumerable<string> sources, bool analyzeNullability = true) => Assembly.Load(CompileImage(sources, analyzeNullability));

    /// <summary>Compiles without loading, under the conditions of <see cref="Compile"/>.</summary>
    public static byte[] CompileImage(IEnumerable<string> sources, bool analyzeNullability = true)
    {
        GeneratorOutcome outcome = Run(sources, analyzeNullability ? ParseOptions : ParseOptions.WithFeatures([new("run-nullable-analysis", "never")]).WithDocumentationMode(DocumentationMode.None));
        using MemoryStream image = new();
        EmitResult emitted = outcome.Compilation.Emit(image);
        Diagnostic[] fatal = [.. outcome.Diagnostics.Concat(emitted.Diagnostics).Where(diagnostic => IsFatal(diagnostic, outcome)).Distinct()];
        if (!emitted.Success || fatal.Length > 0 || outcome.Exception is not null)
            throw new InvalidOperationException(Describe(outcome, fatal));
        return image.ToArray();
    }

    // A user may compile with warnings as errors, so generated code may not warn.
    private static bool IsFatal(Diagnostic diagnostic, GeneratorOutcome outcome) =>
        diagnostic.Severity == DiagnosticSeverity.Error
        || (diagnostic.Severity == DiagnosticSeverity.Warning && outcome.Sources.Any(source => source.SyntaxTree == diagnostic.Location.SourceTree));

    private static string Describe(GeneratorOutcome outcome, IEnumerable<Diagnostic> diagnostics)
    {
        IEnumerable<string> lines = diagnostics.Select(diagnostic =>
        {
            SyntaxTree? tree = diagnostic.Location.SourceTree;
            int line = diagnostic.Location.GetLineSpan().StartLinePosition.Line;
            return tree is null ? $"{diagnostic}" : $"{diagnostic}{Environment.NewLine}    {tree.GetText().Lines[line].ToString().Trim()}";
        });
        return string.Join(Environment.NewLine, lines.Prepend($"{outcome.Exception}"));
    }
}
