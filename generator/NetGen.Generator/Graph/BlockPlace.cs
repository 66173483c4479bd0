using NetGen.Generator.Declaration;

namespace NetGen.Generator.Graph;

/// <summary>An attribute of a block.</summary>
/// <param name="Block">The block.</param>
/// <param name="Index">The place of the attribute among those of the block.</param>
internal sealed record BlockPlace(BlockRecord Block, int Index);
