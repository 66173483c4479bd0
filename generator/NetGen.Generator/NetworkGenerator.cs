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
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Each annotated class becomes a record of what its attributes say; nothing of the compilation goes further.
        IncrementalValuesProvider<NetworkDeclaration> declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                DeclarationReader.NetworkAttribute,
                static (node, _) => node is ClassDeclarationSyntax,
                static (found, cancellation) => DeclarationReader.Read((INamedTypeSymbol)found.TargetSymbol, cancellation))
            .WithTrackingName(Steps.Declaration);

        // The record becomes text. Equal records never get here twice.
        IncrementalValuesProvider<GeneratedFile> files = declarations
            .Select(static (declaration, _) => GeneratedFile.Of(declaration))
            .Where(static file => file is not null)
            .Select(static (file, _) => file!)
            .WithTrackingName(Steps.File);

        context.RegisterSourceOutput(files, static (output, file) => output.AddSource(file.HintName, file.Text));

        // Formulas have files of their own, in whatever class they stand.
        IncrementalValuesProvider<GeneratedFile> formulas = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                FormulaDeclaration.Attribute,
                static (node, _) => node is MethodDeclarationSyntax,
                static (found, cancellation) => FormulaDeclaration.Read((IMethodSymbol)found.TargetSymbol, found.SemanticModel.Compilation, cancellation))
            .WithTrackingName(Steps.Formula)
            .Select(static (formula, _) => FormulaEmitter.Emit(formula))
            .Where(static file => file is not null)
            .Select(static (file, _) => file!)
            .WithTrackingName(Steps.FormulaFile);

        context.RegisterSourceOutput(formulas, static (output, file) => output.AddSource(file.HintName, file.Text));
    }
}

/// <summary>The names of the pipeline's steps, for tests that look at what was cached.</summary>
internal static class Steps
{
    public const string Declaration = nameof(Declaration);
    public const string File = nameof(File);
    public const string Formula = nameof(Formula);
    public const string FormulaFile = nameof(FormulaFile);
}

/// <summary>A file to add to the compilation.</summary>
internal sealed record GeneratedFile(string HintName, string Text)
{
    /// <summary>The file for a declaration; null where no file could complete the class.</summary>
    public static GeneratedFile? Of(NetworkDeclaration declaration)
    {
        Outline outline = Outline.Of(declaration);
        if (!Diagnostics.RuleSet.AllowsGeneration(outline))
            return null;
        string? error = Diagnostics.RuleSet.FirstError(outline);
        string text = error is null
            ? NetworkEmitter.Emit(outline)
            : NetworkEmitter.EmitBroken(outline, error);
        return new GeneratedFile(declaration.Type.HintName, text);
    }
}
