using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator.Diagnostics;

namespace NetGen.CodeFixes;

/// <summary>A change to the text of a file. Text, not trees: everything that is not changed keeps its layout and its comments.</summary>
/// <param name="Title">What the author is offered.</param>
/// <param name="Tree">The file.</param>
/// <param name="Changes">The text that goes and comes.</param>
internal sealed record DeclarationEdit(string Title, SyntaxTree Tree, IReadOnlyList<TextChange> Changes)
{
    /// <summary>A fix as changes of text; null where it reaches into several files.</summary>
    public static DeclarationEdit? Of(Fix fix, ProblemPlaces places, TypeDeclarationSyntax type)
    {
        DeclarationEdit?[] parts = fix.Changes.Select(change => Of(change, places, type)).ToArray();
        return parts.All(part => part is not null && part.Tree == parts[0]!.Tree)
            ? new DeclarationEdit(fix.Title ?? Sentence(parts.Select(part => part!.Title).Distinct()), parts[0]!.Tree, parts.SelectMany(part => part!.Changes).ToArray())
            : null;
    }

    /// <summary>Makes a type and the types around it partial.</summary>
    public static DeclarationEdit AddPartial(SyntaxNode wrong) => new("Make it partial", wrong.SyntaxTree, wrong
        .AncestorsAndSelf()
        .OfType<TypeDeclarationSyntax>()
        .Where(type => !type.Modifiers.Any(SyntaxKind.PartialKeyword))
        .Select(type => new TextChange(new TextSpan(type.Keyword.SpanStart, 0), "partial "))
        .Reverse()
        .ToArray());

    private static string Sentence(IEnumerable<string> titles) =>
        string.Join(" and ", titles.Select((title, i) => i == 0 ? title : char.ToLowerInvariant(title[0]) + title.Substring(1)));

    private static DeclarationEdit? Of(Change change, ProblemPlaces places, TypeDeclarationSyntax type)
    {
        if (change.Edit == Edit.AddPartial)
            return AddPartial(type);
        if (change.Edit == Edit.MarkBlock)
            return MarkBlock(places.Block(change.Attribute));
        // A block is its author's, and may be used elsewhere.
        if (!places.IsWritten(change.Attribute) || places.AttributeSyntax(change.Attribute) is not { Parent: AttributeListSyntax list } attribute || attribute.SyntaxTree != type.SyntaxTree)
            return null;

        string written = AttributeText.Qualified(change.Written, attribute);
        int argument = change.Argument.Length == 0 ? -1 : places.ArgumentIndex(change.Attribute, change.Argument);
        DeclarationEdit Edited(string title, params TextChange[] changes) => new(title, type.SyntaxTree, changes);
        switch (change.Edit)
        {
            case Edit.InsertBefore:
                return Edited($"Insert [{change.Written}] before it", AttributeText.InsertBefore(attribute, list, written));
            case Edit.InsertAfter:
                return Edited($"Add {change.Written} after {attribute.Name}", AttributeText.InsertAfter(attribute, written));
            case Edit.Replace:
                return Edited($"Replace {attribute.Name} by {change.Written}", new TextChange(attribute.Span, written + AttributeText.NameOf(attribute)));
            case Edit.Qualify:
                return Edited($"Write {change.Written}.{attribute.Name}", new TextChange(new TextSpan(attribute.SpanStart, 0), change.Written + "."));
            case Edit.SetArgument:
                return Edited($"Set {change.Argument} to {change.Written}", AttributeText.SetArgument(attribute, argument, change.Argument, written));
            case Edit.SetElement:
                return AttributeText.Element(attribute, argument, change.Element) is { } element ? Edited($"Replace {element} by {written}", new TextChange(element.Span, written)) : null;
            case Edit.RemoveArgument:
                return Edited($"Remove {change.Argument}", new TextChange(AttributeText.RemovedArgument(attribute, argument), string.Empty));
            case Edit.Move:
                return places.IsWritten(change.Target) && places.AttributeSyntax(change.Target) is { } target && target.SyntaxTree == type.SyntaxTree
                    ? Edited($"Move {attribute.Name} behind {target.Name}", AttributeText.Move(attribute, list, target))
                    : null;
            default:
                return Edited($"Remove [{attribute.Name}]", new TextChange(AttributeText.Removed(attribute, list), string.Empty));
        }
    }

    /// <summary>Puts <c>[Block]</c> before the first attribute of a class.</summary>
    private static DeclarationEdit? MarkBlock(INamedTypeSymbol? block)
    {
        AttributeSyntax? first = block?.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax())
            .OfType<TypeDeclarationSyntax>()
            .SelectMany(type => type.AttributeLists)
            .SelectMany(list => list.Attributes)
            .FirstOrDefault();
        return first is { Parent: AttributeListSyntax list }
            ? new DeclarationEdit($"Mark '{block!.Name}' with [Block]", first.SyntaxTree, [AttributeText.InsertBefore(first, list, AttributeText.Qualified("Block", first))])
            : null;
    }
}
