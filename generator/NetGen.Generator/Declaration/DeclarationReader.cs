using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NetGen.Generator.Declaration;

/// <summary>Reads a class symbol into a <see cref="NetworkDeclaration"/>. With <see cref="ClassReader"/> and <see cref="ScopeReader"/> the only place where symbols are looked at.</summary>
internal static class DeclarationReader
{
    public const string NetworkAttribute = "NetGen.NetworkAttribute";

    private const string AttributeNamespace = "NetGen";

    public static NetworkDeclaration Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        ImmutableAttributes attributes = Attributes(type);
        cancellation.ThrowIfCancellationRequested();

        EquatableArray<AttributeRecord> records = attributes.Items.Select(attribute => Record(attribute, type, [])).ToEquatableArray();
        NetworkDeclaration declaration = new(Identity(type), records, ClassReader.Read(type, cancellation));
        return records.Any(HasFunction) ? WithFunctions(declaration, type, cancellation) : declaration;
    }

    /// <summary>The attributes that name a method, and what it must look like.</summary>
    private static Dictionary<string, FunctionForm> Forms { get; } = new()
    {
        ["Activation"] = FunctionForm.Activation,
        ["CustomLoss"] = FunctionForm.Loss,
        ["PhysicsLoss"] = FunctionForm.Residual,
    };

    private static bool HasFunction(AttributeRecord record) => Forms.ContainsKey(record.Kind) || (record.Block?.Attributes.Any(HasFunction) ?? false);

    /// <summary>A class without its attributes, but for <c>[Network]</c>: what the members that every network has are written from.</summary>
    public static NetworkDeclaration ReadClass(INamedTypeSymbol type, CancellationToken cancellation)
    {
        AttributeData network = type.GetAttributes().First(attribute => attribute.AttributeClass?.ToDisplayString() == NetworkAttribute);
        return new NetworkDeclaration(Identity(type), new([Record(network, type, [])]), ClassReader.Read(type, cancellation));
    }

    private static NetworkDeclaration WithFunctions(NetworkDeclaration declaration, INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (type.ContainingAssembly is not ISourceAssemblySymbol { Compilation: { } compilation } || declaration.Attributes.All(attribute => attribute.Kind != "Network"))
            return declaration;
        return declaration with { Attributes = All(declaration.Attributes, Attributes(type).Items, type) };

        EquatableArray<AttributeRecord> All(IEnumerable<AttributeRecord> records, IEnumerable<AttributeData> attributes, INamedTypeSymbol owner) =>
            records.Zip(attributes, (record, attribute) => One(record, attribute, owner)).ToEquatableArray();

        AttributeRecord One(AttributeRecord record, AttributeData attribute, INamedTypeSymbol owner)
        {
            if (record is { Block: { Attributes.Count: > 0 } inner } && attribute.AttributeClass!.TypeArguments[0].OriginalDefinition is INamedTypeSymbol block)
                return record with { Block = inner with { Attributes = All(inner.Attributes, LayersOf(block), block) } };
            if (record.IsMalformed || !Forms.TryGetValue(record.Kind, out FunctionForm? form))
                return record;
            FunctionRecord? function = IsUnresolved(attribute, compilation, cancellation) ? null : Function(record, owner, form);
            // Without value and without problem: the compiler has reported it.
            return record with { Function = function, IsMalformed = function is null or { Value: null, Problem: null } };
        }

        FunctionRecord? Function(AttributeRecord record, INamedTypeSymbol owner, FunctionForm form)
        {
            string? name = record.String("function");
            bool isOfBlock = !SymbolEqualityComparer.Default.Equals(owner, type) && owner.GetMembers(name ?? string.Empty).OfType<IMethodSymbol>().Any();
            FunctionRecord? function = new FunctionReader(isOfBlock ? owner : type, compilation, declaration.Precision, cancellation).Read(name, record.Kind, form);
            // A place among the members of a block is none among those of the network: the use of the block is what is wrong there.
            return isOfBlock && function?.Problem is { } problem ? function with { Problem = problem with { Member = null, Node = null } } : function;
        }
    }

    /// <summary>NetGen's attributes of a class in the order in which <see cref="Read"/> records them.</summary>
    public static ImmutableAttributes Attributes(INamedTypeSymbol type) =>
        type.GetAttributes() is var all && all.Any(attribute => IsMark(attribute.AttributeClass))
            ? new(all.Where(attribute => IsOurs(attribute) || StrangerReader.IsStranger(attribute, type)).ToArray())
            : new(all.Where(IsOurs).ToArray());

    /// <summary>Whether an attribute makes a class a network or a block.</summary>
    private static bool IsMark(INamedTypeSymbol? attribute) => attribute is { Name: "NetworkAttribute" or "BlockAttribute" } && IsFromNetGen(attribute);

    /// <summary>Whether an attribute takes the name of something that the compiler does not know. The name is then a text all the same.</summary>
    private static bool IsUnresolved(AttributeData attribute, Compilation compilation, CancellationToken cancellation)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax { ArgumentList.Arguments: { Count: > 0 } written }
            || written[0].Expression is not InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments: { Count: 1 } named })
            return false;
        SymbolInfo found = compilation.GetSemanticModel(named[0].SyntaxTree).GetSymbolInfo(named[0].Expression, cancellation);
        return found.Symbol is null && found.CandidateSymbols.IsEmpty;
    }

    private static bool IsOurs(AttributeData attribute) =>
        attribute.AttributeClass is { TypeKind: not TypeKind.Error } type
        && ((IsFromNetGen(type) && type.Name.EndsWith("Attribute", StringComparison.Ordinal)) || Family(type).Length != 0);

    private static AttributeRecord Record(AttributeData attribute, INamedTypeSymbol type, IReadOnlyList<INamedTypeSymbol> within)
    {
        string kind = Kind(attribute.AttributeClass!), family = Family(attribute.AttributeClass!);
        int part = Part(attribute, type);
        if (!IsOurs(attribute))
            return new AttributeRecord(kind, EquatableArray<Argument>.Empty, EquatableArray<Argument>.Empty, part) { IsStranger = true };
        if (IsMalformed(attribute))
            return new AttributeRecord(kind, EquatableArray<Argument>.Empty, EquatableArray<Argument>.Empty, part) { Family = family, IsMalformed = true };

        Argument[] positional = attribute.ConstructorArguments
            .Select((value, i) => new Argument(attribute.AttributeConstructor!.Parameters[i].Name, Constant(value))).ToArray();
        Argument[] named = attribute.NamedArguments.Select(pair => new Argument(pair.Key, Constant(pair.Value))).ToArray();
        return new AttributeRecord(kind, new(positional), new(named), part) { Family = family, Computed = PlaceholderReader.Computed(attribute, type), Block = kind == "Use" ? Block(attribute.AttributeClass!.TypeArguments[0], within) : null };
    }

    /// <summary>What a block says, with the blocks that it uses itself.</summary>
    /// <param name="within">The blocks around it, outermost first: one of those again would never end.</param>
    private static BlockRecord Block(ITypeSymbol argument, IReadOnlyList<INamedTypeSymbol> within)
    {
        // An array, say, can be named where a block can, and is none.
        if (argument is not INamedTypeSymbol named)
            return new BlockRecord(argument.ToDisplayString(), EquatableArray<AttributeRecord>.Empty, IsBlock: false, EquatableArray<string>.Empty, HasUnresolvedAttribute: false);
        INamedTypeSymbol block = named.OriginalDefinition;
        INamedTypeSymbol[] cycle = [.. within.SkipWhile(outer => !SymbolEqualityComparer.Default.Equals(outer, block))];
        if (cycle.Length > 0)
            return new BlockRecord(block.Name, EquatableArray<AttributeRecord>.Empty, IsBlock: true, cycle.Append(block).Select(part => part.Name).ToEquatableArray(), HasUnresolvedAttribute: false);
        AttributeData[] attributes = [.. Attributes(block).Items];
        return new BlockRecord(
            block.Name,
            LayersOf(block).Select(attribute => Record(attribute, block, [.. within, block])).ToEquatableArray(),
            attributes.Any(attribute => Kind(attribute.AttributeClass!) == "Block"),
            EquatableArray<string>.Empty,
            block.GetAttributes().Any(attribute => attribute.AttributeClass is not { TypeKind: not TypeKind.Error }))
        {
            IsDeclaredHere = !block.DeclaringSyntaxReferences.IsEmpty && attributes.All(attribute => Kind(attribute.AttributeClass!) != "Network"),
        };
    }

    /// <summary>What a block is made of, in the order in which it is recorded.</summary>
    private static IEnumerable<AttributeData> LayersOf(INamedTypeSymbol block) => Attributes(block).Items.Where(attribute => Kind(attribute.AttributeClass!) != "Block");

    /// <summary>A class with <c>[Block]</c> by itself.</summary>
    public static BlockRecord ReadBlock(INamedTypeSymbol type) => Block(type, [])!;

    /// <summary>NetGen's attributes of a block in the order in which <see cref="ReadBlock"/> records them.</summary>
    public static ImmutableAttributes BlockAttributes(INamedTypeSymbol type) =>
        new(Attributes(type).Items.Where(attribute => Kind(attribute.AttributeClass!) != "Block").ToArray());

    private static bool IsMalformed(AttributeData attribute) =>
        attribute.AttributeConstructor is not { } constructor
        || attribute.ConstructorArguments.Length != constructor.Parameters.Length
        || attribute.AttributeClass!.TypeArguments.Any(IsUnknown)
        || attribute.ConstructorArguments.Any(value => value.Kind == TypedConstantKind.Error)
        || attribute.NamedArguments.Any(pair => pair.Value.Kind == TypedConstantKind.Error);

    private static bool IsUnknown(ITypeSymbol type) => type is IArrayTypeSymbol array ? IsUnknown(array.ElementType) : type.TypeKind == TypeKind.Error;

    /// <summary>The name by which the catalogue knows it; a full name for what is not from NetGen, so that nothing of ours is mistaken for it.</summary>
    private static string Kind(INamedTypeSymbol attribute)
    {
        string name = IsFromNetGen(attribute) ? attribute.Name : attribute.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        // Of a namespace the prefix says nothing; without one it tells the name from NetGen's.
        name = attribute.ContainingNamespace.IsGlobalNamespace ? name : name.Replace("global::", string.Empty);
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    private static string Family(INamedTypeSymbol attribute)
    {
        for (INamedTypeSymbol? current = attribute.BaseType; current is not null; current = current.BaseType)
        {
            if (IsFromNetGen(current) && current.Name is "LayerAttribute" or "LossAttribute")
                return current.Name.Substring(0, current.Name.Length - "Attribute".Length);
        }

        return string.Empty;
    }

    /// <summary>Whether a type is one of the library's own.</summary>
    public static bool IsFromNetGen(INamedTypeSymbol type) =>
        type.ContainingType is null && type.ContainingNamespace is { Name: AttributeNamespace, ContainingNamespace.IsGlobalNamespace: true };

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

    public static TypeIdentity Identity(INamedTypeSymbol type)
    {
        INamedTypeSymbol[] containers = [.. ClassReader.Nesting(type).Skip(1).Reverse()];

        string fullName = type.ContainingNamespace.IsGlobalNamespace ? string.Empty : type.ContainingNamespace.ToDisplayString();
        string path = string.Concat(containers.Select(outer => Reference(outer) + "."));
        return new TypeIdentity(fullName, containers.Select(Header).ToEquatableArray(), Header(type), type.Name, Reference(type), HintName(type), type.IsSealed)
        {
            FullName = $"global::{(fullName.Length == 0 ? string.Empty : fullName + ".")}{path}{Reference(type)}",
            IsCalledInFull = Emission.UsedTypes.All.Any(used => used.Name == type.Name),
        };
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

    // A contextual keyword such as 'record' is not free as the name of a type.
    private static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    private static string HintName(INamedTypeSymbol type)
    {
        StringBuilder name = new();
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
            name.Insert(0, name.Length == 0 ? current.MetadataName : current.MetadataName + ".");
        // Name by name, since the display string escapes keywords and a hint name takes no '@'.
        for (INamespaceSymbol space = type.ContainingNamespace; !space.IsGlobalNamespace; space = space.ContainingNamespace)
            name.Insert(0, space.Name + ".");
        // A generic type's metadata name has a backtick, which a file name should not.
        return name.Replace('`', '_').Append(".g.cs").ToString();
    }
}

/// <summary>The attributes behind a declaration, index for index, for those who need their places in the source.</summary>
internal sealed class ImmutableAttributes(AttributeData[] items)
{
    public IReadOnlyList<AttributeData> Items { get; } = items;
}
