using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator.Diagnostics;

namespace NetGen.CodeFixes;

/// <summary>A change to the text of a declaration. Text, not trees: everything that is not changed keeps its layout and its comments.</summary>
/// <param name="Title">What the author is offered.</param>
/// <param name="Changes">The text that goes and comes.</param>
internal sealed record DeclarationEdit(string Title, IReadOnlyList<TextChange> Changes)
{
    /// <summary>The change that a diagnostic asks for; null where it asks for none.</summary>
    public static DeclarationEdit? Of(Diagnostic diagnostic, SyntaxNode root)
    {
        if (!diagnostic.Properties.TryGetValue(NetworkAnalyzer.EditProperty, out string? name) || !Enum.TryParse(name, out Edit edit))
            return null;

        string written = diagnostic.Properties[NetworkAnalyzer.AttributeProperty] ?? string.Empty;
        SyntaxNode wrong = root.FindNode(diagnostic.Location.SourceSpan);
        if (edit == Edit.AddPartial)
            return AddPartial(wrong);

        bool isRelated = edit is Edit.InsertAfterRelated or Edit.ReplaceRelated;
        Location? place = isRelated ? diagnostic.AdditionalLocations.FirstOrDefault() : diagnostic.Location;
        if (place is null || place.SourceTree != root.SyntaxTree || root.FindNode(place.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax list } attribute)
            return null;

        return edit switch
        {
            Edit.InsertBefore => new($"Insert [{written}] before it", [InsertBefore(attribute, list, written)]),
            Edit.InsertAfterRelated => new($"Add {written} after {attribute.Name}", [new TextChange(new TextSpan(attribute.Span.End, 0), $", {written}")]),
            Edit.ReplaceRelated => new($"Replace {attribute.Name} by {written}", [new TextChange(attribute.Span, written + NameOf(attribute))]),
            _ => new($"Remove [{attribute.Name}]", [new TextChange(Removed(attribute, list), string.Empty)]),
        };
    }

    private static DeclarationEdit AddPartial(SyntaxNode wrong) => new("Make it partial", wrong
        .AncestorsAndSelf()
        .OfType<TypeDeclarationSyntax>()
        .Where(type => !type.Modifiers.Any(SyntaxKind.PartialKeyword))
        .Select(type => new TextChange(new TextSpan(type.Keyword.SpanStart, 0), "partial "))
        .Reverse()
        .ToArray());

    private static TextChange InsertBefore(AttributeSyntax attribute, AttributeListSyntax list, string written)
    {
        if (list.Attributes.IndexOf(attribute) > 0)
            return new TextChange(new TextSpan(attribute.SpanStart, 0), $"{written}, ");

        // A list that begins its line gets the new one on a line above, at the same indentation.
        string before = LineUpTo(list.SpanStart, list.SyntaxTree);
        string separator = string.IsNullOrWhiteSpace(before) ? LineBreak(list.SyntaxTree) + before : " ";
        return new TextChange(new TextSpan(list.SpanStart, 0), $"[{written}]{separator}");
    }

    private static TextSpan Removed(AttributeSyntax attribute, AttributeListSyntax list)
    {
        SeparatedSyntaxList<AttributeSyntax> all = list.Attributes;
        int index = all.IndexOf(attribute);
        if (index > 0)
            return TextSpan.FromBounds(all[index - 1].Span.End, attribute.Span.End);
        if (all.Count > 1)
            return TextSpan.FromBounds(attribute.SpanStart, all[1].SpanStart);

        // What stands between a lone list and the next token is space, or a comment that stays.
        SourceText text = list.SyntaxTree.GetText();
        int end = list.Span.End;
        while (end < text.Length && text[end] is ' ' or '\t')
            end++;
        bool isAlone = string.IsNullOrWhiteSpace(LineUpTo(list.SpanStart, list.SyntaxTree)) && end < text.Length && text[end] is '\r' or '\n';
        if (!isAlone)
            return TextSpan.FromBounds(list.SpanStart, end);
        TextLine line = text.Lines.GetLineFromPosition(list.SpanStart);
        return TextSpan.FromBounds(line.Start, text.Lines.GetLineFromPosition(end).EndIncludingLineBreak);
    }

    private static string NameOf(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "Name") is { } name ? $"({name})" : string.Empty;

    private static string LineUpTo(int position, SyntaxTree tree)
    {
        SourceText text = tree.GetText();
        return text.ToString(TextSpan.FromBounds(text.Lines.GetLineFromPosition(position).Start, position));
    }

    private static string LineBreak(SyntaxTree tree)
    {
        SourceText text = tree.GetText();
        TextLine first = text.Lines[0];
        return text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) is { Length: > 0 } found ? found : "\n";
    }
}
