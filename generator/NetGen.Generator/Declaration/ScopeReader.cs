using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Declaration;

/// <summary>
/// Looks for names between a class and the types that its generated half means. The generated file imports namespaces inside the
/// namespace of the class, so what stands further out hides nothing.
/// </summary>
internal sealed class ScopeReader
{
    private readonly INamedTypeSymbol _type;
    private readonly Compilation _compilation;
    private readonly INamespaceSymbol _space;
    private readonly UsingDirectiveSyntax[] _globalUsings;

    private ScopeReader(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        _type = type;
        _compilation = compilation;
        _space = compilation.GetCompilationNamespace(type.ContainingNamespace) ?? type.ContainingNamespace;
        // Only a file without a namespace imports at the same level as they do.
        _globalUsings = !_space.IsGlobalNamespace ? [] : compilation.SyntaxTrees
            .SelectMany(tree => ((CompilationUnitSyntax)tree.GetRoot(cancellation)).Usings)
            .Where(directive => directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword))
            .ToArray();
    }

    public static EquatableArray<HiddenType> Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (type.ContainingAssembly is not ISourceAssemblySymbol { Compilation: { } compilation })
            return EquatableArray<HiddenType>.Empty;
        ScopeReader reader = new(type, compilation, cancellation);
        return UsedTypes.All.Select(reader.Find).OfType<HiddenType>().ToEquatableArray();
    }

    private HiddenType? Find(UsedType used) => used.Namesakes.Select(Namesake).FirstOrDefault(found => found is not null) is { } hidden ? hidden with { Name = used.Name } : null;

    private HiddenType? Namesake(UsedType used)
    {
        ISymbol? found = ClassReader.Nesting(_type).Select(scope => Member(scope, used)).FirstOrDefault(member => member is not null) ?? InNamespace(_space, used);
        string? by = found is null ? Imported(used) : IsMeant(found, used) ? null : Describe(found);
        return by is null ? null : new HiddenType(used.Namespace, used.Name, used.Arity, by, found is ITypeParameterSymbol);
    }

    /// <summary>What a name means inside a type, if anything.</summary>
    private ISymbol? Member(INamedTypeSymbol scope, UsedType used)
    {
        if (used.Arity == 0 && scope.TypeParameters.FirstOrDefault(parameter => parameter.Name == used.Name) is { } parameter)
            return parameter;
        return Ancestry(scope).SelectMany(type => type.GetMembers(used.Name)).FirstOrDefault(member => Hides(member, used) && _compilation.IsSymbolAccessibleWithin(member, _type));
    }

    private static IEnumerable<INamedTypeSymbol> Ancestry(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
            yield return current;
        if (type.TypeKind != TypeKind.Interface)
            yield break;
        foreach (INamedTypeSymbol inherited in type.AllInterfaces)
            yield return inherited;
    }

    private static bool Hides(ISymbol member, UsedType used) => member switch
    {
        INamedTypeSymbol nested => nested.Arity == used.Arity,
        IMethodSymbol method => used.IsOperand && (used.Arity == 0 || method.Arity == used.Arity),
        // A property called as its type stands for both: the compiler takes whichever has the member that is asked for.
        IPropertySymbol property => used is { IsOperand: true, Arity: 0 } && !IsMeant(property.Type, used),
        IFieldSymbol field => used is { IsOperand: true, Arity: 0 } && !IsMeant(field.Type, used),
        _ => used is { IsOperand: true, Arity: 0 },
    };

    private ISymbol? InNamespace(INamespaceSymbol space, UsedType used) =>
        (ISymbol?)space.GetTypeMembers(used.Name, used.Arity).FirstOrDefault(type => !type.IsFileLocal && _compilation.IsSymbolAccessibleWithin(type, _type))
        ?? (used.Arity == 0 ? space.GetMembers(used.Name).OfType<INamespaceSymbol>().FirstOrDefault() : null);

    /// <summary>What a global using directive makes of a name, if it makes another than is meant.</summary>
    private string? Imported(UsedType used)
    {
        foreach (UsingDirectiveSyntax directive in _globalUsings)
        {
            string target = (directive.NamespaceOrType?.ToString() ?? string.Empty).Replace("global::", string.Empty);
            if (directive.Alias is { } alias)
            {
                if (used.Arity == 0 && alias.Name.Identifier.ValueText == used.Name && target != $"{used.Namespace}.{used.Name}")
                    return $"the alias '{used.Name}'";
            }
            else if (directive.StaticKeyword.IsKind(SyntaxKind.None) && Namespace(target) is { } space
                && space.GetTypeMembers(used.Name, used.Arity).FirstOrDefault(type => _compilation.IsSymbolAccessibleWithin(type, _type)) is { } type && !IsMeant(type, used))
            {
                return Describe(type);
            }
        }

        return null;
    }

    private INamespaceSymbol? Namespace(string name)
    {
        INamespaceSymbol? space = _compilation.GlobalNamespace;
        foreach (string part in name.Split('.'))
            space = space?.GetMembers(part).OfType<INamespaceSymbol>().FirstOrDefault();
        return space;
    }

    private static bool IsMeant(ISymbol symbol, UsedType used) =>
        symbol is INamedTypeSymbol { ContainingType: null } type && type.Name == used.Name && type.Arity == used.Arity && type.ContainingNamespace.ToDisplayString() == used.Namespace;

    private static string Describe(ISymbol symbol) => symbol switch
    {
        ITypeParameterSymbol => $"the type parameter '{symbol.Name}' of '{symbol.ContainingType.ToDisplayString()}'",
        INamespaceSymbol => $"the namespace '{symbol.ToDisplayString()}'",
        INamedTypeSymbol => $"'{symbol.ToDisplayString()}'",
        _ => $"the member '{symbol.Name}' of '{symbol.ContainingType.ToDisplayString()}'",
    };
}
