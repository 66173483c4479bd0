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
    /// <summary>A fix as changes of text; null where it reaches into another file.</summary>
    public static DeclarationEdit? Of(Fix fix, ProblemPlaces places, TypeDeclarationSyntax type)
    {
        DeclarationEdit?[] parts = fix.Changes.Select(change => Of(change, places, type)).ToArray();
        return parts.All(part => part is not null)
            ? new DeclarationEdit(Sentence(parts.Select(part => part!.Title).Distinct()), parts.SelectMany(part => part!.Changes).ToArray())
            : null;
    }

    private static string Sentence(IEnumerable<string> titles) =>
        string.Join(" and ", titles.Select((title, i) => i == 0 ? title : char.ToLowerInvariant(title[0]) + title.Substring(1)));

    private static DeclarationEdit? Of(Change change, ProblemPlaces places, TypeDeclarationSyntax type)
    {
        if (change.Edit == Edit.AddPartial)
            return AddPartial(type);
        // A block is its author's, and may be used elsewhere.
        if (!places.IsWritten(change.Attribute) || places.AttributeSyntax(change.Attribute) is not { Parent: AttributeListSyntax list } attribute || attribute.SyntaxTree != type.SyntaxTree)
            return null;

        string written = change.Written;
        int argument = change.Argument.Length == 0 ? -1 : places.ArgumentIndex(change.Attribute, change.Argument);
        return change.Edit switch
        {
            Edit.InsertBefore => new($"Insert [{written}] before it", [InsertBefore(attribute, list, written)]),
            Edit.InsertAfter => new($"Add {written} after {attribute.Name}", [new TextChange(new TextSpan(attribute.Span.End, 0), $", {written}")]),
            Edit.Replace => new($"Replace {attribute.Name} by {written}", [new TextChange(attribute.Span, written + NameOf(attribute))]),
            Edit.SetArgument => new($"Set {change.Argument} to {written}", [SetArgument(attribute, argument, change)]),
            Edit.RemoveArgument => new($"Remove {change.Argument}", [new TextChange(RemovedArgument(attribute, argument), string.Empty)]),
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

    private static TextChange SetArgument(AttributeSyntax attribute, int index, Change change)
    {
        if (index >= 0)
            return new TextChange(attribute.ArgumentList!.Arguments[index].Expression.Span, change.Written);
        string assignment = $"{change.Argument} = {change.Written}";
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
