using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Formulas;
using NetGen.Generator.Graph;

namespace NetGen.Generator;

/// <summary>Writes the other half of every class with <c>[Network]</c>, and the derivatives of every method with <c>[Formula]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    private readonly Func<Outline, string> _emit;

    /// <summary>A generator that writes what NetGen writes.</summary>
    public NetworkGenerator()
        : this(NetworkEmitter.Emit)
    {
    }

    /// <summary>A generator with another way to write a sound network, for tests of what happens when writing fails.</summary>
    internal NetworkGenerator(Func<Outline, string> emit) => _emit = emit;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Each annotated class becomes a record of what its attributes say; nothing of the compilation goes further.
        IncrementalValuesProvider<NetworkDeclaration> declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                DeclarationReader.NetworkAttribute,
                static (node, _) => node is ClassDeclarationSyntax,
                static (found, cancellation) => Containment.Read((INamedTypeSymbol)found.TargetSymbol, cancellation))
            .WithTrackingName(Steps.Declaration)
            .Where(static declaration => declaration is not null)
            .Select(static (declaration, _) => declaration!);

        // Weights files as a step of the build describes them. A network sees the one that it names, so that another file changes nothing for it.
        IncrementalValueProvider<EquatableArray<WeightsFile>> weights = context.AdditionalTextsProvider
            .Where(WeightsChoice.IsDescription)
            .Select(WeightsChoice.Read)
            .Collect()
            .Select(static (files, _) => files.OfType<WeightsFile>().ToEquatableArray());

        // The record becomes text. Equal records never get here twice.
        IncrementalValuesProvider<GeneratedFile> files = declarations
            .Combine(weights)
            .Select(static (pair, _) => WeightsChoice.Into(pair.Left, pair.Right))
            .WithTrackingName(Steps.Weights)
            .Select((declaration, _) => Containment.Write(declaration, _emit))
            .Where(static file => file is not null)
            .Select(static (file, _) => file!)
            .WithTrackingName(Steps.File);

        // Formulas have files of their own, in whatever class they stand.
        IncrementalValuesProvider<GeneratedFile> formulas = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                FormulaDeclaration.Attribute,
                static (node, _) => node is MethodDeclarationSyntax,
                static (found, cancellation) => Containment.Read((IMethodSymbol)found.TargetSymbol, found.SemanticModel.Compilation, cancellation))
            .WithTrackingName(Steps.Formula)
            .Where(static formula => formula is not null)
            .Select(static (formula, _) => formula!)
            .Select(static (formula, _) => Containment.Write(formula))
            .Where(static file => file is not null)
            .Select(static (file, _) => file!)
            .WithTrackingName(Steps.FormulaFile);

        // The names of all files, but only those that meet: an edit that leaves them alone reruns no output.
        IncrementalValueProvider<EquatableArray<string>> clashes = files.Select(static (file, _) => file.HintName).Collect()
            .Combine(formulas.Select(static (file, _) => file.HintName).Collect())
            .Select(static (names, _) => HintNames.Clashes(names.Left.Concat(names.Right)))
            .WithTrackingName(Steps.Clashes);

        context.RegisterSourceOutput(files.Combine(clashes), static (output, pair) => output.AddSource(HintNames.Unique(pair.Left, pair.Right), pair.Left.Text));
        context.RegisterSourceOutput(formulas.Combine(clashes), static (output, pair) => output.AddSource(HintNames.Unique(pair.Left, pair.Right), pair.Left.Text));
    }
}

/// <summary>The names of the pipeline's steps, for tests that look at what was cached.</summary>
internal static class Steps
{
    public const string Declaration = nameof(Declaration);
    public const string Weights = nameof(Weights);
    public const string File = nameof(File);
    public const string Formula = nameof(Formula);
    public const string FormulaFile = nameof(FormulaFile);
    public const string Clashes = nameof(Clashes);
}
