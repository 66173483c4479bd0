using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Emission;

/// <summary>
/// Makes the names in generated code mean what the generator means by them. Code is written with simple names, for its readers; where
/// a class has a <c>Vector</c> or a member <c>Run</c> of its own, the types go by their full names and private members by other ones.
/// </summary>
internal static class NameResolution
{
    /// <summary>Whether the class has the name of a private member, so that its own code must call it by its full name.</summary>
    public static bool IsPrivate(string text, NetworkDeclaration declaration) => Members(text, declaration).ContainsKey(declaration.Type.Name);

    public static string Apply(string text, NetworkDeclaration declaration)
    {
        Dictionary<string, string> members = Members(text, declaration);
        HiddenType[] types = [.. declaration.Class.Hidden.Where(type => !type.IsByTypeParameter)];
        if (members.Count == 0 && types.Length == 0)
            return text;

        SyntaxToken[] tokens = [.. SyntaxFactory.ParseTokens(text)];
        StringBuilder resolved = new(text.Length + 1024);
        int written = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            if (!tokens[i].IsKind(SyntaxKind.IdentifierToken) || (Member(tokens, i, members) ?? Type(tokens, i, types)) is not { } name)
                continue;
            resolved.Append(text, written, tokens[i].SpanStart - written).Append(name);
            written = tokens[i].Span.End;
        }

        return resolved.Append(text, written, text.Length - written).ToString();
    }

    /// <summary>The private members whose names are taken, and what they are called instead.</summary>
    private static Dictionary<string, string> Members(string text, NetworkDeclaration declaration)
    {
        string[] taken = [.. declaration.Class.Taken.Where(name => name == declaration.Type.Name ? UsesPrivately(text, name) : text.Contains(name))];
        if (taken.Length == 0)
            return [];
        TypeDeclarationSyntax type = SyntaxFactory.ParseCompilationUnit(text).DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<TypeDeclarationSyntax>()
            .ElementAt(declaration.Type.Containers.Count);
        return type.Members
            .Where(member => member.Modifiers.Any(SyntaxKind.PrivateKeyword))
            .SelectMany(Names)
            .Distinct()
            .Where(taken.Contains)
            .ToDictionary(name => name, name => PrivateNames.Of(name, declaration.Class.Taken));
    }

    /// <summary>Whether a private member may have the name of the class, which the text has in other places.</summary>
    private static bool UsesPrivately(string text, string name) => text.Split('\n').Any(line => line.TrimStart().StartsWith("private ", StringComparison.Ordinal) && line.Contains(name));

    private static IEnumerable<string> Names(MemberDeclarationSyntax member) => member switch
    {
        BaseFieldDeclarationSyntax fields => fields.Declaration.Variables.Select(variable => variable.Identifier.ValueText),
        MethodDeclarationSyntax method => [method.Identifier.ValueText],
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        BaseTypeDeclarationSyntax type => [type.Identifier.ValueText],
        _ => [],
    };

    /// <summary>The other name of a private member at a place that means it.</summary>
    private static string? Member(SyntaxToken[] tokens, int index, Dictionary<string, string> members) =>
        members.TryGetValue(tokens[index].ValueText, out string? name) && !IsOfClass(tokens, index) && (!IsQualified(tokens, index) || tokens[index - 2].ValueText is "network" or "this") ? name : null;

    /// <summary>The full name of a type at a place that means it.</summary>
    private static string? Type(SyntaxToken[] tokens, int index, HiddenType[] types)
    {
        if (IsQualified(tokens, index) || IsDeclared(tokens, index))
            return null;
        string name = tokens[index].ValueText;
        bool isGeneric = index + 1 < tokens.Length && tokens[index + 1].IsKind(SyntaxKind.LessThanToken);
        HiddenType? hidden = types.FirstOrDefault(type => type.Arity > 0 == isGeneric && (type.Name == name || type.Name == name + "Attribute"));
        return hidden is null ? null : $"global::{hidden.Namespace}.{hidden.Name}";
    }

    /// <summary>Whether the name is that of the class where it is declared: in its header, or in that of a constructor.</summary>
    private static bool IsOfClass(SyntaxToken[] tokens, int index) => index > 1
        && (tokens[index - 2].ValueText == "partial" || (IsAccessibility(tokens[index - 1]) && tokens[index + 1].IsKind(SyntaxKind.OpenParenToken)));

    /// <summary>Whether a constructor may begin with it.</summary>
    private static bool IsAccessibility(SyntaxToken token) => token.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.PrivateKeyword;

    private static bool IsQualified(SyntaxToken[] tokens, int index) => index > 1 && tokens[index - 1].Kind() is SyntaxKind.DotToken or SyntaxKind.ColonColonToken;

    /// <summary>Whether the name is that of the class, or of a type or a namespace around it, where that is declared.</summary>
    private static bool IsDeclared(SyntaxToken[] tokens, int index) => index > 0
        && (tokens[index - 1].Kind() is SyntaxKind.ClassKeyword or SyntaxKind.StructKeyword or SyntaxKind.InterfaceKeyword or SyntaxKind.NamespaceKeyword
            || tokens[index - 1].ValueText == "record"
            || (IsAccessibility(tokens[index - 1]) && index + 1 < tokens.Length && tokens[index + 1].IsKind(SyntaxKind.OpenParenToken)));
}
