namespace NetGen.Generator.Declaration;

/// <summary>What a network class brings along besides its attributes: all that may stand in the way of its other half.</summary>
/// <param name="IsPartial">Whether every declaration of it, and of the types around it, is partial.</param>
/// <param name="NotPartial">The names of those with one declaration that is not; with several, the compiler says so itself.</param>
/// <param name="Obstacle">The word for what it is instead of an ordinary class, such as <c>static</c>; null for an ordinary class.</param>
/// <param name="IsFileLocal">Whether it, or a type around it, is visible in its own file alone.</param>
/// <param name="BaseClass">Its base class; null where that is <see cref="object"/>.</param>
/// <param name="BaseIsNetwork">Whether the base class is a network as well.</param>
/// <param name="BaseHasConstructor">Whether the base class has a constructor without parameters that it may call.</param>
/// <param name="HasPrimaryConstructor">Whether it has parameters in its header.</param>
/// <param name="TypeParameters">The names of its own type parameters.</param>
/// <param name="Members">What its author declared in it, constructors included; the generated half does not count.</param>
/// <param name="Hidden">The types that its other half means, where their names mean something else inside it.</param>
/// <param name="HasUnresolvedAttribute">Whether it carries an attribute that the compiler does not know, such as a misspelt layer.</param>
internal sealed record ClassFacts(
    bool IsPartial,
    EquatableArray<string> NotPartial,
    string? Obstacle,
    bool IsFileLocal,
    string? BaseClass,
    bool BaseIsNetwork,
    bool BaseHasConstructor,
    bool HasPrimaryConstructor,
    EquatableArray<string> TypeParameters,
    EquatableArray<MemberRecord> Members,
    EquatableArray<HiddenType> Hidden,
    bool HasUnresolvedAttribute)
{
    /// <summary>The members of its base classes, which a member of the same name would hide.</summary>
    public EquatableArray<InheritedMember> Inherited { get; init; } = EquatableArray<InheritedMember>.Empty;

    /// <summary>The version of C# that it is compiled as: 1200 for C# 12.</summary>
    public int Language { get; init; } = int.MaxValue;

    /// <summary>The names that private members of its other half leave to others: its own, and those of what stands in it or is inherited.</summary>
    public EquatableArray<string> Taken { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Whether it stands in no class and claims an accessibility that only a member can have.</summary>
    public bool IsMisplaced { get; init; }

    /// <summary>Nothing that stands in the way.</summary>
    public static ClassFacts None { get; } = new(
        true, EquatableArray<string>.Empty, null, false, null, false, true, false,
        EquatableArray<string>.Empty, EquatableArray<MemberRecord>.Empty, EquatableArray<HiddenType>.Empty, false);

    /// <summary>The names that are taken inside it.</summary>
    public IEnumerable<string> Names => Members.Select(member => member.Name).Concat(TypeParameters);

    /// <summary>Whether its author gave it a constructor.</summary>
    public bool HasConstructor => HasPrimaryConstructor || Members.Any(member => member.IsConstructor);

    /// <summary>Whether the compiler itself rejects the class, with or without its other half.</summary>
    public bool IsRejected => IsMisplaced || (!IsPartial && NotPartial.Count == 0) || (!BaseHasConstructor && !HasConstructor);
}

/// <summary>A type that cannot be meant by its simple name.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Arity">The number of its type parameters.</param>
/// <param name="By">What hides it, as a message says it.</param>
/// <param name="IsByTypeParameter">Whether that is a type parameter, whose own name stands where that of the type does.</param>
internal sealed record HiddenType(string Namespace, string Name, int Arity, string By, bool IsByTypeParameter)
{
    /// <summary>Its full name, as a message says it.</summary>
    public string Title => $"{Namespace}.{Name}{(Arity == 0 ? string.Empty : Arity == 1 ? "<T>" : "<TSelf, T>")}";
}

/// <summary>A member of a base class.</summary>
/// <param name="Member">The member.</param>
/// <param name="Owner">The base class.</param>
/// <param name="IsAbstract">Whether a class that is not abstract must override it.</param>
internal sealed record InheritedMember(MemberRecord Member, string Owner, bool IsAbstract);

/// <summary>A member that the author of the class declared.</summary>
/// <param name="Name">Its name; <c>.ctor</c> for a constructor.</param>
/// <param name="Signature">The types of a method's parameters; null for what is not a method.</param>
/// <param name="Arity">The number of its type parameters.</param>
/// <param name="IsType">Whether it is a nested type.</param>
/// <param name="IsRequired">Whether an object initialiser must set it.</param>
/// <param name="CallsThis">Whether it is a constructor that starts with another one of the class.</param>
internal sealed record MemberRecord(string Name, string? Signature, int Arity, bool IsType, bool IsRequired, bool CallsThis)
{
    public bool IsConstructor => Name == ".ctor";
}
