using NetGen.Generator.Declaration;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Graph;

/// <summary>Why the layers of a block cannot stand where it is used.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Message">What a message says of it.</param>
internal sealed record BlockFault(BlockFaultKind Kind, EquatableArray<string> Message)
{
    public BlockFault(BlockFaultKind kind, params string[] message)
        : this(kind, new EquatableArray<string>(message))
    {
    }

    /// <summary>Whether it is a mistake of the block itself, wherever it is used.</summary>
    public bool IsOfBlock { get; init; }

    /// <summary>What is wrong with what a block holds; null where it is made of layers.</summary>
    public static BlockFault? OfContent(BlockRecord block)
    {
        string? fault = block.Attributes.FirstOrDefault(IsStray) is { } stray ? Stray(stray)
            : block.Attributes.Count == 0 && !block.HasUnresolvedAttribute ? "has no layer"
            : block.Attributes.Select(attribute => attribute.Part).Distinct().Count() > 1 ? SeveralParts
            : null;
        return fault is null ? null : new BlockFault(BlockFaultKind.Content, block.Name, fault) { IsOfBlock = true };
    }

    /// <summary>What a message says of layers on several declarations.</summary>
    public const string SeveralParts = "has layers on several declarations, which have no order among them";

    /// <summary>Whether an attribute has no place in a block. One that hides another has a message of its own.</summary>
    public static bool IsStray(AttributeRecord attribute) =>
        attribute.Family != "Layer" && !attribute.IsStranger && LayerCatalogue.Penalty(attribute) is null;

    /// <summary>What a message says of an attribute that has no place in a block.</summary>
    public static string Stray(AttributeRecord attribute) => $"holds [{attribute.Kind}], and a block is made of layers alone";
}

/// <summary>What can be wrong with the use of a block.</summary>
internal enum BlockFaultKind
{
    /// <summary>The class is no block, or holds what a block cannot.</summary>
    Content,

    /// <summary>The block uses itself.</summary>
    Cycle,

    /// <summary>The arguments are not those that the block asks for.</summary>
    Arguments,
}
