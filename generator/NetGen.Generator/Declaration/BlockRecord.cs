namespace NetGen.Generator.Declaration;

/// <summary>A class that is used as a block, by what its attributes say.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Attributes">NetGen's attributes on it, in source order, without <c>Block</c>.</param>
/// <param name="IsBlock">Whether it carries <c>[Block]</c>.</param>
/// <param name="Cycle">The blocks from this one back to itself, where it uses itself; otherwise empty.</param>
/// <param name="HasUnresolvedAttribute">Whether it carries an attribute that the compiler does not know.</param>
internal sealed record BlockRecord(string Name, EquatableArray<AttributeRecord> Attributes, bool IsBlock, EquatableArray<string> Cycle, bool HasUnresolvedAttribute)
{
    /// <summary>Whether it is declared in this compilation, where its own mistakes are reported at its attributes.</summary>
    public bool IsDeclaredHere { get; init; }
}
