using NetGen.Generator.Declaration;

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
