using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.Generator.Declaration;

/// <summary>Reads what a network class brings along besides its attributes.</summary>
internal static class ClassReader
{
    /// <summary>The directory of the generated half: the compiler names it after the generator.</summary>
    private const string GeneratorDirectory = "NetGen.Generator.NetworkGenerator";

    public static ClassFacts Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        INamedTypeSymbol[] nesting = Nesting(type).ToArray();
        INamedTypeSymbol? baseClass = type.BaseType is { SpecialType: SpecialType.None, TypeKind: not TypeKind.Error } found ? found : null;
        return new ClassFacts(
            nesting.All(outer => Declarations(outer, cancellation).All(IsPartial)),
            nesting.Where(outer => Declarations(outer, cancellation) is { Length: 1 } one && !IsPartial(one[0])).Select(outer => outer.Name).ToEquatableArray(),
            Obstacle(type),
            nesting.Any(outer => outer.IsFileLocal),
            baseClass?.Name,
            baseClass is not null && IsNetwork(baseClass),
            baseClass is null || baseClass.InstanceConstructors.Any(constructor => IsCallable(constructor, type)),
            Declarations(type, cancellation).Any(syntax => syntax.ParameterList is not null),
            type.TypeParameters.Select(parameter => parameter.Name).ToEquatableArray(),
            Members(type).Select(member => Record(member, cancellation)).ToEquatableArray(),
            ScopeReader.Read(type, cancellation),
            type.GetAttributes().Any(attribute => attribute.AttributeClass is not { TypeKind: not TypeKind.Error }))
        {
            Inherited = Inherited(type).ToEquatableArray(),
            Language = Language(type),
            Taken = TakenNames(type),
            IsMisplaced = type is { ContainingType: null, DeclaredAccessibility: not (Accessibility.Public or Accessibility.Internal) },
        };
    }

    /// <summary>What of the base classes a member of the same name would hide. Nobody misses those of <see cref="object"/>.</summary>
    private static IEnumerable<InheritedMember> Inherited(INamedTypeSymbol type) =>
        from ancestor in Ancestors(type)
        from member in ancestor.GetMembers()
        where IsNamed(member) && member.DeclaredAccessibility is not Accessibility.Private
        select new InheritedMember(Record(member, callsThis: false), ancestor.Name, member.IsAbstract);

    private static IEnumerable<INamedTypeSymbol> Ancestors(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type.BaseType; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
            yield return current;
    }

    /// <summary>Whether code can name a member: accessors and constructors have names that nobody writes.</summary>
    private static bool IsNamed(ISymbol member) => member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary } && member.CanBeReferencedByName;

    /// <summary>The version of C# that the author's half is compiled as, and so the other half.</summary>
    public static int Language(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree.Options).OfType<CSharpParseOptions>().FirstOrDefault() is { } options
        ? (int)options.LanguageVersion
        : int.MaxValue;

    /// <summary>The names that mean something inside a class without its other half.</summary>
    public static EquatableArray<string> TakenNames(INamedTypeSymbol type) => Members(type).Select(member => member.Name)
        .Concat(type.TypeParameters.Select(parameter => parameter.Name))
        .Concat(Ancestors(type).SelectMany(ancestor => ancestor.GetMembers()).Where(IsNamed).Select(member => member.Name))
        .Append(type.Name)
        .Where(name => name != ".ctor")
        .Distinct()
        .ToEquatableArray();

    /// <summary>The type and the types around it, innermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> Nesting(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
            yield return current;
    }

    /// <summary>What the author declared in the class, in the order in which <see cref="Read"/> records it.</summary>
    public static IEnumerable<ISymbol> Members(INamedTypeSymbol type) => type.GetMembers().Where(member =>
        !member.IsImplicitlyDeclared
        && member is not IMethodSymbol { MethodKind: not (MethodKind.Ordinary or MethodKind.Constructor) }
        && member is not IPropertySymbol { ExplicitInterfaceImplementations.Length: > 0 }
        && member is not IEventSymbol { ExplicitInterfaceImplementations.Length: > 0 }
        && member.DeclaringSyntaxReferences.Any(reference => !IsGenerated(reference)));

    /// <summary>The declarations that the author wrote.</summary>
    public static TypeDeclarationSyntax[] Declarations(INamedTypeSymbol type, CancellationToken cancellation) => type.DeclaringSyntaxReferences
        .Where(reference => !IsGenerated(reference))
        .Select(reference => reference.GetSyntax(cancellation))
        .OfType<TypeDeclarationSyntax>()
        .ToArray();

    // Analyzers see the generated half and the generator does not; both must come to the same verdict.
    private static bool IsGenerated(SyntaxReference reference) =>
        Path.GetFileName(Path.GetDirectoryName(reference.SyntaxTree.FilePath)) == GeneratorDirectory;

    /// <summary>Whether every declaration that the author wrote is partial.</summary>
    public static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) => Declarations(type, cancellation).All(IsPartial);

    private static bool IsPartial(TypeDeclarationSyntax declaration) => declaration.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static string? Obstacle(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true } => "a record",
        { IsStatic: true } => "static",
        { IsAbstract: true } => "abstract",
        _ => null,
    };

    private static bool IsNetwork(INamedTypeSymbol type) => type.GetAttributes().Any(attribute =>
        attribute.AttributeClass?.ToDisplayString() == DeclarationReader.NetworkAttribute);

    private static bool IsCallable(IMethodSymbol constructor, INamedTypeSymbol from) =>
        constructor.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams)
        && constructor.DeclaredAccessibility switch
        {
            Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal => true,
            Accessibility.Internal or Accessibility.ProtectedAndInternal =>
                SymbolEqualityComparer.Default.Equals(constructor.ContainingAssembly, from.ContainingAssembly),
            _ => Nesting(from).Contains(constructor.ContainingType, SymbolEqualityComparer.Default),
        };

    private static MemberRecord Record(ISymbol member, CancellationToken cancellation) => Record(
        member,
        member.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is ConstructorDeclarationSyntax { Initializer: { } initializer }
            && initializer.IsKind(SyntaxKind.ThisConstructorInitializer));

    private static MemberRecord Record(ISymbol member, bool callsThis) => new(
        member.Name,
        member is IMethodSymbol method ? string.Join(", ", method.Parameters.Select(Type)) : null,
        member switch { IMethodSymbol generic => generic.Arity, INamedTypeSymbol nested => nested.Arity, _ => 0 },
        member is INamedTypeSymbol,
        member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true },
        callsThis);

    private static string Type(IParameterSymbol parameter) =>
        (parameter.RefKind == RefKind.None ? string.Empty : "ref ") + parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
