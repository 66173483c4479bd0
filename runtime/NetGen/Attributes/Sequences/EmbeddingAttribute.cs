namespace NetGen;

/// <summary>
/// A table of vectors, one for each index: <c>output[t, e] = table[input[t], e]</c>. The input is a vector of indices, or a sequence with
/// one in each step; the output is a sequence. An index is a whole number from 0 to the vocabulary less one. Parameters: the table
/// <c>[vocabulary][size]</c>.
/// </summary>
/// <param name="vocabulary">How many things there are, at least 1.</param>
/// <param name="size">The numbers of each vector, at least 1.</param>
public sealed class EmbeddingAttribute(int vocabulary, int size) : WeightedLayerAttribute
{
    /// <summary>How many things there are.</summary>
    public int Vocabulary { get; } = vocabulary;

    /// <summary>The numbers of each vector.</summary>
    public int Size { get; } = size;
}
