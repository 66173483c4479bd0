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
        SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } syntax || model.GetDeclaredSymbol(syntax, cancellation) is not { } type)
            return [];

        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method)
            return FunctionEdits.For(diagnostic, node, method, model, cancellation);
        NetworkDeclaration declaration = DeclarationReader.Read(type, cancellation);
        ProblemPlaces places = new(type, DeclarationReader.Attributes(type), cancellation);
        if (diagnostic.Id == Descriptors.NoNetwork.Id)
            return DeclarationEdit.Of(new Fix(Edit.InsertBefore, 0, Mark(declaration)), places, syntax) is { } completed ? [completed] : [];

        bool isNetwork = declaration.Attributes.Any(attribute => attribute.Kind == "Network");
        if (!isNetwork && declaration.Attributes.All(attribute => attribute.Kind != "Block"))
            return [];
        Inspection inspection = isNetwork ? Inspection.Of(type, declaration, places) : Inspection.OfBlock(type, cancellation);
        return inspection.Problems
            .Where(problem => problem.Id == diagnostic.Id && inspection.Places.Of(problem) is var place && place.SourceTree == syntax.SyntaxTree && place.SourceSpan == diagnostic.Location.SourceSpan)
            .Take(1)
            .SelectMany(inspection.Fixes)
            .Select(fix => DeclarationEdit.Of(fix, inspection.Places, syntax))
            .OfType<DeclarationEdit>();
    }

    /// <summary>What layers without a mark are to be: without an input they can be no network.</summary>
    private static string Mark(NetworkDeclaration declaration) => declaration.Attributes.Any(attribute => attribute.Kind == "Input") ? "Network" : "Block";

    private static async Task<Solution> Apply(Document document, DeclarationEdit edit, CancellationToken cancellation)
    {
        Document changed = document.Project.Solution.GetDocument(edit.Tree) ?? document;
        return changed.WithText((await changed.GetTextAsync(cancellation).ConfigureAwait(false)).WithChanges(edit.Changes)).Project.Solution;
    }
}
