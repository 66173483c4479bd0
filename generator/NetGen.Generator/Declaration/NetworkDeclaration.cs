namespace NetGen.Generator.Declaration;

/// <summary>
/// Everything the generator knows of a network class. Made of records and equatable arrays alone: no symbol, syntax
/// node, location or compilation, so the pipeline can cache what follows from it.
/// </summary>
/// <param name="Type">Where the class stands and how it is called.</param>
/// <param name="Attributes">NetGen's attributes on it, in source order, <c>Network</c> included.</param>
/// <param name="Class">What the class brings along besides the attributes.</param>
internal sealed record NetworkDeclaration(
    TypeIdentity Type,
    EquatableArray<AttributeRecord> Attributes,
    ClassFacts Class)
{
    /// <summary>The exception that reading it ended with; null where it was read.</summary>
    public string? Failure { get; init; }

    /// <summary>The weights file that it names, among those of the project; null where it names none, or the project was not looked at.</summary>
    public WeightsChoice? Weights { get; init; }

    /// <summary>The weights file as <c>[Weights]</c> names it; null without the attribute.</summary>
    public string? WeightsName => Attributes.FirstOrDefault(attribute => attribute is { Kind: WeightsChoice.Kind, IsMalformed: false, IsStranger: false }) is { } weights
        ? weights.String("file") ?? string.Empty
        : null;

    /// <summary>Whether every declaration of it, and of the types around it, is partial.</summary>
    public bool IsPartial => Class.IsPartial;

    public AttributeRecord Network => Attributes.First(attribute => attribute.Kind == "Network");

    public Precision Precision => Network.Enum("Precision", Precision.Single);

    public bool Textbook => Network.Bool("Textbook");

    public bool Trace => Network.Bool("Trace");

    public Unroll Unroll => Network.Enum("Unroll", Unroll.Auto);
}

/// <summary>A class by name, with what is needed to open its other half.</summary>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="Containers">The headers of the types around it, outermost first, such as <c>partial class Outer&lt;T&gt;</c>.</param>
/// <param name="Header">Its own header, such as <c>partial class LeNet5</c>.</param>
/// <param name="Name">Its name without type parameters.</param>
/// <param name="Reference">How code inside its body names it, such as <c>LeNet5</c> or <c>Pair&lt;T&gt;</c>.</param>
/// <param name="HintName">A name for the generated file, unique in the compilation.</param>
/// <param name="IsSealed">Whether the class is sealed.</param>
internal sealed record TypeIdentity(
    string Namespace,
    EquatableArray<string> Containers,
    string Header,
    string Name,
    string Reference,
    string HintName,
    bool IsSealed)
{
    /// <summary>How its constructors are written: the name, with an @ where it is a keyword.</summary>
    public string Identifier => Reference.Split('<')[0];

    /// <summary>Its full name as code in any place may write it: <c>global::Space.Outer&lt;T&gt;.Net</c>. No other type has it.</summary>
    public string FullName { get; init; } = Reference;

    /// <summary>Whether its simple name means something else in the generated code.</summary>
    public bool IsCalledInFull { get; init; }

    /// <summary>How generated code names it: by its full name where the simple one means something else.</summary>
    public string Self => IsCalledInFull ? FullName : Reference;
}
