using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>What an attribute puts around an image or a sequence.</summary>
/// <param name="Before">Rows above and columns on the left, or steps before.</param>
/// <param name="After">Rows below and columns on the right, or steps after.</param>
internal sealed record BorderSides(EquatableArray<int> Before, EquatableArray<int> After)
{
    public int Dimensions => Before.Count;

    /// <summary>The sides of an image.</summary>
    public static BorderSides OfImage(AttributeRecord attribute)
    {
        ImageSides sides = new(attribute);
        return new BorderSides(new([sides.Top, sides.Left]), new([sides.Bottom, sides.Right]));
    }

    /// <summary>The ends of a sequence.</summary>
    public static BorderSides OfSequence(AttributeRecord attribute)
    {
        int End(string own) => attribute.Int(attribute.Has(own) ? own : "all");
        return new BorderSides(new([End("before")]), new([End("after")]));
    }
}
