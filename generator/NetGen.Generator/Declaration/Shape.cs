using System.Globalization;

namespace NetGen.Generator.Declaration;

/// <summary>The extents of one sample, row-major: a vector, a sequence (steps, features) or an image (height, width, channels).</summary>
internal sealed record Shape(EquatableArray<int> Extents)
{
    public Shape(params int[] extents)
        : this(new EquatableArray<int>(extents))
    {
    }

    public int Rank => Extents.Count;

    public bool IsVector => Rank == 1;

    /// <summary>The numbers of one sample; what is too many for any memory is <see cref="Numbers.Countless"/>, so that no sum of mistaken shapes overflows.</summary>
    public long Size => Numbers.Product(Extents.Select(extent => (long)extent));

    /// <summary>The extent of the last axis: units of a vector, features of a sequence, channels of an image.</summary>
    public int Channels => Extents[Rank - 1];

    public override string ToString() => string.Join("x", Extents.Select(extent => extent.ToString(CultureInfo.InvariantCulture)));
}
