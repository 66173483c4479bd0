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

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file && (file.StartsWith("System.", StringComparison.Ordinal) || file is "NetGen.dll" or "netstandard.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>A compilation of <paramref name="sources"/>, before the generator.</summary>
    public static CSharpCompilation CreateCompilation(params IEnumerable<string> sources) => CreateCompilation(sources, Consumer.Usual);

    private static CSharpCompilation CreateCompilation(IEnumerable<string> sources, Consumer consumer) =>
        CSharpCompilation.Create(
            "Generated" + Guid.NewGuid().ToString("N"),
            (consumer.HasImplicitUsings ? sources.Prepend(ImplicitUsings) : sources).Select((source, index) => CSharpSyntaxTree.ParseText(source, consumer.ParseOptions, path: $"Source{index}.cs")),
            References,
            consumer.CompilationOptions);

    /// <summary>A driver with the generator alone. Steps are tracked on request, for tests of incrementality.</summary>
    public static GeneratorDriver CreateDriver(bool trackSteps = false) => CreateDriver(new NetworkGenerator(), Consumer.Usual, trackSteps);

    private static GeneratorDriver CreateDriver(NetworkGenerator generator, Consumer consumer, bool trackSteps) =>
        CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()],
            additionalTexts: WeightsTexts.All,
            parseOptions: consumer.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackSteps));

    /// <summary>The files the generator adds, and everything it and the compiler have to say.</summary>
    public static GeneratorOutcome Run(params IEnumerable<string> sources) => Run(sources, Consumer.Usual);

    /// <summary>The same in another kind of project, or with another generator.</summary>
    public static GeneratorOutcome Run(IEnumerable<string> sources, Consumer consumer, NetworkGenerator? generator = null)
    {
        CSharpCompilation before = CreateCompilation(sources, consumer);
        GeneratorDriver driver = CreateDriver(generator ?? new NetworkGenerator(), consumer, trackSteps: false).RunGeneratorsAndUpdateCompilation(before, out Compilation after, out ImmutableArray<Diagnostic> reported);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        return new GeneratorOutcome(after, result.GeneratedSources.IsDefault ? [] : result.GeneratedSources, reported, result.Exception);
    }

    /// <summary>Whether a diagnostic is a warning of a generated file, though one that is off there. What comments the members of an interface need is the interface's business.</summary>
    public static bool IsGeneratedWarning(Diagnostic diagnostic) =>
        diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Id != "CS1591" && diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true;

    /// <summary>Compiles and loads; one call for many networks, because the compiler costs more than the code.</summary>
    /// <param name="sources">The declarations.</param>
    /// <param name="analyzeNullability">Off for very many networks, and with it the parsing of comments: they are a good part of the work, and a few networks show the same warnings.</param>
    /// <exception cref="InvalidOperationException">There was an error anywhere, or a warning in generated code; the message lists all of them.</exception>
    public static Assembly Compile(IEnumerable<string> sources, bool analyzeNullability = true) => Assembly.Load(CompileImage(sources, analyzeNullability));

    /// <summary>Compiles without loading, under the conditions of <see cref="Compile"/>.</summary>
    public static byte[] CompileImage(IEnumerable<string> sources, bool analyzeNullability = true)
    {
        GeneratorOutcome outcome = Run(sources, Consumer.Usual with { AnalyzesNullability = analyzeNullability });
        using MemoryStream image = new();
        EmitResult emitted = outcome.Compilation.Emit(image);
        Diagnostic[] fatal = [.. outcome.Diagnostics.Concat(emitted.Diagnostics).Where(IsFatal).Distinct()];
        if (!emitted.Success || fatal.Length > 0 || outcome.Exception is not null)
            throw new InvalidOperationException(Describe(outcome, fatal));
        return image.ToArray();
    }

    // Generated code is clean: a warning in it would be a name that nothing reads, or a comment that is not true.
    private static bool IsFatal(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error || IsGeneratedWarning(diagnostic);

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
