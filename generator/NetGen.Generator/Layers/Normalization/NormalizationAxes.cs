using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The axes of a tensor whose last one is normalised along.</summary>
internal static class NormalizationAxes
{
    public static Axis[] Of(Shape shape)
    {
        string[] names = [.. shape.IsVector ? [] : Sliding.PlaceNames(shape.Rank - 1), "c"];
        return names.Select((name, i) => new Axis(name, shape.Extents[i])).ToArray();
    }
}
