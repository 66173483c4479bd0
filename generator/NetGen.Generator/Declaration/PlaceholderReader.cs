using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.Generator.Declaration;

/// <summary>Finds arguments that are computed from the placeholders of a block. The result is a number like any other, so the text has to tell.</summary>
internal static class PlaceholderReader
{
    private static readonly HashSet<string> s_names = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth"];

    /// <summary>The parameters and properties that an attribute sets to something that is computed from a placeholder.</summary>
    public static EquatableArray<string> Computed(AttributeData attribute, INamedTypeSymbol type)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax { ArgumentList.Arguments: { Count: > 0 } written }
            || type.ContainingAssembly is not ISourceAssemblySymbol { Compilation: { } compilation })
            return EquatableArray<string>.Empty;
        List<string> computed = [];
        for (int i = 0; i < written.Count; i++)
        {
            if (IsComputed(written[i].Expression, compilation) && Name(written[i], i, attribute) is { } name)
                computed.Add(name);
        }

        return new([.. computed]);
    }

    private static bool IsComputed(ExpressionSyntax expression, Compilation compilation) => expression
        .DescendantNodes()
        .OfType<IdentifierNameSyntax>()
        .Any(name => s_names.Contains(name.Identifier.ValueText) && name.FirstAncestorOrSelf<BinaryExpressionSyntax>() is not null && IsPlaceholder(name, compilation));

    private static bool IsPlaceholder(IdentifierNameSyntax name, Compilation compilation) =>
        compilation.GetSemanticModel(name.SyntaxTree).GetSymbolInfo(name).Symbol is IFieldSymbol { ContainingType: { Name: "Arg" } owner } && DeclarationReader.IsFromNetGen(owner);

    private static string? Name(AttributeArgumentSyntax argument, int position, AttributeData attribute) =>
        (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText
        ?? (attribute.AttributeConstructor is { Parameters: { Length: > 0 } parameters } ? parameters[Math.Min(position, parameters.Length - 1)].Name : null);
}
