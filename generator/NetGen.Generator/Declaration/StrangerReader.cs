using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.Generator.Declaration;

/// <summary>Finds attributes that hide one of NetGen's by their name.</summary>
internal static class StrangerReader
{
    /// <summary>Whether an attribute that is not NetGen's has the name of one that a class can carry. One that is written with its namespace is meant.</summary>
    public static bool IsStranger(AttributeData attribute, INamedTypeSymbol type) =>
        attribute.AttributeClass is { TypeKind: not TypeKind.Error } stranger
        && !DeclarationReader.IsFromNetGen(stranger)
        && attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { Name: SimpleNameSyntax }
        && type.ContainingAssembly is ISourceAssemblySymbol { Compilation: { } compilation }
        && (Meant(compilation, stranger.MetadataName) ?? Meant(compilation, stranger.MetadataName + "Attribute")) is { } ours
        && IsForClasses(ours);

    private static INamedTypeSymbol? Meant(Compilation compilation, string name) => compilation.GetTypeByMetadataName("NetGen." + name);

    private static bool IsForClasses(INamedTypeSymbol attribute)
    {
        for (INamedTypeSymbol? current = attribute; current is not null; current = current.BaseType)
        {
            if (current.GetAttributes().FirstOrDefault(usage => usage.AttributeClass?.Name == nameof(AttributeUsageAttribute)) is { } usage)
                return usage.ConstructorArguments.FirstOrDefault().Value is int targets && ((AttributeTargets)targets).HasFlag(AttributeTargets.Class);
        }

        return false;
    }
}
