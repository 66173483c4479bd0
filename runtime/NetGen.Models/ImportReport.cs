using System.Collections.Immutable;

namespace NetGen.Models;

/// <summary>What an import made of a model.</summary>
/// <param name="Source">The file and its format, in a sentence.</param>
/// <param name="Layers">The layers of the network, in order.</param>
/// <param name="Nodes">What became of every node and tensor of the file, in its order.</param>
public sealed record ImportReport(string Source, ImmutableArray<ImportedLayer> Layers, ImmutableArray<ImportedNode> Nodes)
{
    /// <summary>The trained numbers and running statistics of all layers.</summary>
    public long Numbers => Layers.Sum(layer => layer.Numbers);
}

/// <summary>A layer of an imported network.</summary>
/// <param name="Name">Its name in the class.</param>
/// <param name="Attribute">Its attribute, as C#.</param>
/// <param name="OutputShape">The extents of its output, row-major.</param>
/// <param name="Numbers">Its trained numbers and running statistics.</param>
public sealed record ImportedLayer(string Name, string Attribute, ImmutableArray<int> OutputShape, long Numbers);

/// <summary>What became of a node or tensor of a file.</summary>
/// <param name="Node">Its name in the file.</param>
/// <param name="Operator">What it does, in the words of its format.</param>
/// <param name="Became">The layer, the tensor, or why there is nothing left of it.</param>
public sealed record ImportedNode(string Node, string Operator, string Became);
