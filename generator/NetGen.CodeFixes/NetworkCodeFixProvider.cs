using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Declaration;
using NetGen.Generator.Diagnostics;

namespace NetGen.CodeFixes;

/// <summary>Offers what a rule knows about putting its problem right.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NetworkCodeFixProvider))]
[Shared]
public sealed class NetworkCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. new NetworkAnalyzer().SupportedDiagnostics.Select(descriptor => descriptor.Id)];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach (DeclarationEdit edit in model is null || root is null ? [] : Edits(diagnostic, model, root, context.CancellationToken))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(edit.Title, cancellation => Apply(context.Document, edit, cancellation), equivalenceKey: edit.Title),
                    diagnostic);
            }
        }
    }

    /// <summary>Inspects the class again: a diagnostic carries no more than its place, and a fix may need the whole network.</summary>
    private static IEnumerable<DeclarationEdit> Edits(Diagnostic diagnostic, SemanticModel model, SyntaxNode root, CancellationToken cancellation)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } syntax
            || model.GetDeclaredSymbol(syntax, cancellation) is not { } type)
            return [];

        NetworkDeclaration declaration = DeclarationReader.Read(type, cancellation);
        ProblemPlaces places = new(type, DeclarationReader.Attributes(type), cancellation);
        if (diagnostic.Id == Descriptors.NoNetwork.Id)
            return DeclarationEdit.Of(new Fix(Edit.InsertBefore, 0, "Network"), places, syntax) is { } completed ? [completed] : [];

        // A formula in a class that is no network.
        if (declaration.Attributes.All(attribute => attribute.Kind != "Network"))
            return [];
        Inspection inspection = Inspection.Of(type, declaration, places);
        return inspection.Problems
            .Where(problem => problem.Id == diagnostic.Id && places.Of(problem) is var place && place.SourceTree == syntax.SyntaxTree && place.SourceSpan == diagnostic.Location.SourceSpan)
            .Take(1)
            .SelectMany(inspection.Fixes)
            .Select(fix => DeclarationEdit.Of(fix, places, syntax))
            .OfType<DeclarationEdit>();
    }

    private static async Task<Document> Apply(Document document, DeclarationEdit edit, CancellationToken cancellation) =>
        document.WithText((await document.GetTextAsync(cancellation).ConfigureAwait(false)).WithChanges(edit.Changes));
}
