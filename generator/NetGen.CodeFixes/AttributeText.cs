using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.CodeFixes;

/// <summary>Changes to the text of attributes.</summary>
internal static class AttributeText
{
    /// <summary>Writes an attribute before another.</summary>
    public static TextChange InsertBefore(AttributeSyntax attribute, AttributeListSyntax list, string written)
    {
        if (list.Attributes.IndexOf(attribute) > 0)
            return new TextChange(new TextSpan(attribute.SpanStart, 0), $"{written}, ");

        // A list that begins its line gets the new one on a line above, at the same indentation.
        string before = LineUpTo(list.SpanStart, list.SyntaxTree);
        string separator = string.IsNullOrWhiteSpace(before) ? LineBreak(list.SyntaxTree) + before : " ";
        return new TextChange(new TextSpan(list.SpanStart, 0), $"[{written}]{separator}");
    }

    /// <summary>Writes an attribute behind another in its list.</summary>
    public static TextChange InsertAfter(AttributeSyntax attribute, string written) => new(new TextSpan(attribute.Span.End, 0), $", {written}");

    /// <summary>Gives an argument another value; adds it where it is not written.</summary>
    public static TextChange SetArgument(AttributeSyntax attribute, int index, string argument, string written)
    {
        if (index >= 0)
            return new TextChange(attribute.ArgumentList!.Arguments[index].Expression.Span, written);
        string assignment = $"{argument} = {written}";
        return attribute.ArgumentList is { } list
            ? new TextChange(new TextSpan(list.CloseParenToken.SpanStart, 0), list.Arguments.Count == 0 ? assignment : $", {assignment}")
            : new TextChange(new TextSpan(attribute.Span.End, 0), $"({assignment})");
    }

    /// <summary>One of the values of a parameter that takes several; null where it is not written.</summary>
    public static ExpressionSyntax? Element(AttributeSyntax attribute, int first, int element)
    {
        if (first < 0 || element < 0)
            return null;
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments = attribute.ArgumentList!.Arguments;
        InitializerExpressionSyntax? array = arguments[first].Expression switch
        {
            ImplicitArrayCreationExpressionSyntax created => created.Initializer,
            ArrayCreationExpressionSyntax created => created.Initializer,
            _ => null,
        };
        if (array is not null)
            return element < array.Expressions.Count ? array.Expressions[element] : null;
        return first + element < arguments.Count && arguments[first + element].NameEquals is null ? arguments[first + element].Expression : null;
    }

    /// <summary>Moves an attribute behind another: to a line of its own where it had one.</summary>
    public static TextChange[] Move(AttributeSyntax attribute, AttributeListSyntax list, AttributeSyntax target)
    {
        TextChange removal = new(Removed(attribute, list), string.Empty);
        AttributeListSyntax goal = (AttributeListSyntax)target.Parent!;
        string before = LineUpTo(goal.SpanStart, goal.SyntaxTree);
        bool isOwnLine = list.Attributes.Count == 1 && goal.Attributes.Last() == target && string.IsNullOrWhiteSpace(before);
        TextChange insertion = isOwnLine
            ? new TextChange(new TextSpan(goal.Span.End, 0), $"{LineBreak(goal.SyntaxTree)}{before}[{attribute}]")
            : InsertAfter(target, attribute.ToString());
        return attribute.SpanStart < target.SpanStart ? [removal, insertion] : [insertion, removal];
    }

    /// <summary>What goes with an argument.</summary>
    public static TextSpan RemovedArgument(AttributeSyntax attribute, int index)
    {
        AttributeArgumentListSyntax list = attribute.ArgumentList!;
        SeparatedSyntaxList<AttributeArgumentSyntax> all = list.Arguments;
        if (index > 0)
            return TextSpan.FromBounds(all[index - 1].Span.End, all[index].Span.End);
        return all.Count > 1 ? TextSpan.FromBounds(all[0].SpanStart, all[1].SpanStart) : list.Span;
    }

    /// <summary>What goes with an attribute.</summary>
    public static TextSpan Removed(AttributeSyntax attribute, AttributeListSyntax list)
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

    /// <summary>The name that an attribute gives, as the argument of another.</summary>
    public static string NameOf(AttributeSyntax attribute) =>
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

    /// <summary>What is written in the same way as an attribute: with its namespace, where that has one.</summary>
    public static string Qualified(string written, AttributeSyntax attribute)
    {
        if (attribute.Name is not QualifiedNameSyntax { Left: var space } || written.Length == 0)
            return written;
        // A type's name begins with a capital letter; a number, a text, true and false do not.
        return char.IsUpper(written[0]) ? $"{space}.{written}" : written;
    }
}
