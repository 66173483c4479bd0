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
    /// <summary>The changes that a diagnostic offers to choose from.</summary>
    public static IEnumerable<DeclarationEdit> Of(Diagnostic diagnostic, SyntaxNode root)
    {
        foreach (IReadOnlyList<PlacedChange> fix in FixText.Read(diagnostic))
        {
            DeclarationEdit?[] parts = fix.Select(change => Of(change, diagnostic, root)).ToArray();
            if (parts.All(part => part is not null))
                yield return new DeclarationEdit(Sentence(parts.Select(part => part!.Title).Distinct()), parts.SelectMany(part => part!.Changes).ToArray());
        }
    }

    private static string Sentence(IEnumerable<string> titles) =>
        string.Join(" and ", titles.Select((title, i) => i == 0 ? title : char.ToLowerInvariant(title[0]) + title.Substring(1)));

    private static DeclarationEdit? Of(PlacedChange change, Diagnostic diagnostic, SyntaxNode root)
    {
        if (change.Edit == Edit.AddPartial)
            return AddPartial(root.FindNode(diagnostic.Location.SourceSpan));

        Location place = change.Place == 0 ? diagnostic.Location : diagnostic.AdditionalLocations[change.Place - 1];
        // Attributes can stand in several files, of which a fix changes one.
        if (place.SourceTree != root.SyntaxTree || root.FindNode(place.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax list } attribute)
            return null;

        string written = change.Written;
        return change.Edit switch
        {
            Edit.InsertBefore => new($"Insert [{written}] before it", [InsertBefore(attribute, list, written)]),
            Edit.InsertAfter => new($"Add {written} after {attribute.Name}", [new TextChange(new TextSpan(attribute.Span.End, 0), $", {written}")]),
            Edit.Replace => new($"Replace {attribute.Name} by {written}", [new TextChange(attribute.Span, written + NameOf(attribute))]),
            Edit.SetArgument => new($"Set {change.ArgumentName} to {written}", [SetArgument(attribute, change)]),
            Edit.RemoveArgument => new($"Remove {change.ArgumentName}", [new TextChange(RemovedArgument(attribute, change.ArgumentIndex), string.Empty)]),
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

    private static TextChange SetArgument(AttributeSyntax attribute, PlacedChange change)
    {
        if (change.ArgumentIndex >= 0)
            return new TextChange(attribute.ArgumentList!.Arguments[change.ArgumentIndex].Expression.Span, change.Written);
        string assignment = $"{change.ArgumentName} = {change.Written}";
        return attribute.ArgumentList is { } list
            ? new TextChange(new TextSpan(list.CloseParenToken.SpanStart, 0), list.Arguments.Count == 0 ? assignment : $", {assignment}")
            : new TextChange(new TextSpan(attribute.Span.End, 0), $"({assignment})");
    }

    private static TextSpan RemovedArgument(AttributeSyntax attribute, int index)
    {
        AttributeArgumentListSyntax list = attribute.ArgumentList!;
        SeparatedSyntaxList<AttributeArgumentSyntax> all = list.Arguments;
        if (index > 0)
            return TextSpan.FromBounds(all[index - 1].Span.End, all[index].Span.End);
        return all.Count > 1 ? TextSpan.FromBounds(all[0].SpanStart, all[1].SpanStart) : list.Span;
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
