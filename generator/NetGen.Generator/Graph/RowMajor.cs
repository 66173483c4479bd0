using NetGen.Generator.Algebra;

namespace NetGen.Generator.Graph;

/// <summary>Where the elements of a tensor lie in a row that holds several.</summary>
internal static class RowMajor
{
    /// <summary>The place of an element, row-major behind <paramref name="offset"/>.</summary>
    public static Affine Index(int offset, Axis[] axes)
    {
        List<(int, Axis)> terms = [];
        int stride = 1;
        foreach (Axis axis in Enumerable.Reverse(axes))
        {
            terms.Insert(0, (stride, axis));
            stride *= axis.Extent;
        }

        return Affine.Of(offset, [.. terms]);
    }
}
