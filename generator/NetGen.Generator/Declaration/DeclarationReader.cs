using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.Generator.Declaration;

/// <summary>Reads a class symbol into a <see cref="NetworkDeclaration"/>. The only place where symbols are looked at.</summary>
internal static class DeclarationReader
{
    public const string NetworkAttribute = "NetGen.NetworkAttribute";

    private const string AttributeNamespace = "NetGen";

    public static NetworkDeclaration Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        ImmutableAttributes attributes = Attributes(type);
        cancellation.ThrowIfCancellationRequested();

        List<SyntaxTree> parts = [];
        EquatableArray<AttributeRecord> records = attributes.Items.Select(attribute => Record(attribute, type, parts)).ToEquatableArray();
        return new NetworkDeclaration(Identity(type), records, IsPartial(type, cancellation));
    }

    /// <summary>NetGen's attributes of a class in the order in which <see cref="Read"/> records them.</summary>
    public static ImmutableAttributes Attributes(INamedTypeSymbol type) =>
        new(type.GetAttributes().Where(IsOurs).ToArray());

    private static bool IsOurs(AttributeData attribute) =>
        attribute.AttributeClass is { ContainingNamespace: { Name: AttributeNamespace, ContainingNamespace.IsGlobalNamespace: true } } type
        && type.Name.EndsWith("Attribute", StringComparison.Ordinal);

    private static AttributeRecord Record(AttributeData attribute, INamedTypeSymbol type, List<SyntaxTree> parts)
    {
        string name = attribute.AttributeClass!.Name;
        Argument[] positional = attribute.AttributeConstructor is { } constructor
            ? attribute.ConstructorArguments.Select((value, i) => new Argument(constructor.Parameters[i].Name, Constant(value))).ToArray()
            : [];
        Argument[] named = attribute.NamedArguments.Select(pair => new Argument(pair.Key, Constant(pair.Value))).ToArray();
        return new AttributeRecord(name.Substring(0, name.Length - "Attribute".Length), new(positional), new(named), Part(attribute, type));
    }

    private static object? Constant(TypedConstant value) => value.Kind switch
    {
        TypedConstantKind.Primitive or TypedConstantKind.Enum => value.Value,
        TypedConstantKind.Array when !value.IsNull => value.Values.Select(Constant).ToEquatableArray(),
        _ => null,
    };

    /// <summary>The ordinal of the declaration the attribute stands on: attributes of several declarations have no order among them.</summary>
    private static int Part(AttributeData attribute, INamedTypeSymbol type)
    {
        if (attribute.ApplicationSyntaxReference is not { } place)
            return 0;
        int part = 0;
        foreach (SyntaxReference declaration in type.DeclaringSyntaxReferences)
        {
            if (declaration.SyntaxTree == place.SyntaxTree && declaration.Span.Contains(place.Span))
                return part;
            part++;
        }

        return 0;
    }

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            foreach (SyntaxReference reference in current.DeclaringSyntaxReferences)
            {
                if (reference.GetSyntax(cancellation) is TypeDeclarationSyntax syntax && !syntax.Modifiers.Any(SyntaxKind.PartialKeyword))
                    return false;
            }
        }

        return true;
    }

    private static TypeIdentity Identity(INamedTypeSymbol type)
    {
        List<string> containers = [];
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            containers.Insert(0, Header(outer));

        string fullName = type.ContainingNamespace.IsGlobalNamespace ? string.Empty : type.ContainingNamespace.ToDisplayString();
        return new TypeIdentity(fullName, new([.. containers]), Header(type), type.Name, Reference(type), HintName(type), type.IsSealed);
    }

    private static string Header(INamedTypeSymbol type)
    {
        string keyword = type switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        return $"partial {keyword} {Reference(type)}";
    }

    private static string Reference(INamedTypeSymbol type) =>
        type.TypeParameters.Length == 0 ? Escape(type.Name) : $"{Escape(type.Name)}<{string.Join(", ", type.TypeParameters.Select(p => Escape(p.Name)))}>";

    private static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    private static string HintName(INamedTypeSymbol type)
    {
        StringBuilder name = new();
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
            name.Insert(0, name.Length == 0 ? current.MetadataName : current.MetadataName + ".");
        if (!type.ContainingNamespace.IsGlobalNamespace)
            name.Insert(0, type.ContainingNamespace.ToDisplayString() + ".");
        // A generic type's metadata name has a backtick, which a file name should not.
        return name.Replace('`', '_').Append(".g.cs").ToString();
    }
}

/// <summary>The attributes behind a declaration, index for index, for those who need their places in the source.</summary>
internal sealed class ImmutableAttributes(AttributeData[] items)
{
    public IReadOnlyList<AttributeData> Items { get; } = items;
}
