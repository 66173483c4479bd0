using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using NetGen.Generator.Diagnostics;

namespace NetGen.CodeFixes;

/// <summary>Offers the fixes that a rule attached to its diagnostic.</summary>
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
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach (DeclarationEdit edit in root is null ? [] : DeclarationEdit.Of(diagnostic, root))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(edit.Title, cancellation => Apply(context.Document, edit, cancellation), equivalenceKey: edit.Title),
                    diagnostic);
            }
        }
    }

    private static async Task<Document> Apply(Document document, DeclarationEdit edit, CancellationToken cancellation) =>
        document.WithText((await document.GetTextAsync(cancellation).ConfigureAwait(false)).WithChanges(edit.Changes));
}
