using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Generator.Tests.Harness;

/// <summary>How the project is compiled that uses the generator.</summary>
internal sealed record Consumer
{
    /// <summary>What most tests need: the newest C#, nullable, implicit usings.</summary>
    public static readonly Consumer Usual = new();

    public LanguageVersion Language { get; init; } = LanguageVersion.Latest;

    /// <summary>Whether comments are checked, as where a documentation file is written.</summary>
    public bool HasDocumentation { get; init; }

    public bool HasImplicitUsings { get; init; } = true;

    public bool IsNullable { get; init; } = true;

    /// <summary>Whether arithmetic that overflows throws.</summary>
    public bool IsChecked { get; init; }

    /// <summary>Whether warnings are errors, and all of them are asked for.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Off for very many networks: it is a good part of the compiler's work, and a few networks show the same warnings.</summary>
    public bool AnalyzesNullability { get; init; } = true;

    public CSharpParseOptions ParseOptions
    {
        get
        {
            DocumentationMode documentation = HasDocumentation ? DocumentationMode.Diagnose : AnalyzesNullability ? DocumentationMode.Parse : DocumentationMode.None;
            CSharpParseOptions options = new(Language, documentation);
            return AnalyzesNullability ? options : options.WithFeatures([new("run-nullable-analysis", "never")]);
        }
    }

    /// <summary>Warnings that a pragma turns off are reported as suppressed: the files of users are silent, and tests still see what they hold.</summary>
    public CSharpCompilationOptions CompilationOptions => new CSharpCompilationOptions(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        checkOverflow: IsChecked,
        allowUnsafe: false,
        warningLevel: IsStrict ? 9999 : 4,
        generalDiagnosticOption: IsStrict ? ReportDiagnostic.Error : ReportDiagnostic.Default,
        nullableContextOptions: IsNullable && Language >= LanguageVersion.CSharp8 ? NullableContextOptions.Enable : NullableContextOptions.Disable)
        .WithReportSuppressedDiagnostics(true);
}
