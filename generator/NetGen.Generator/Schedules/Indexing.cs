using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules;

/// <summary>Turns accesses into offsets within a row-major block.</summary>
internal static class Indexing
{
    /// <summary>The offset of an element as C#; <paramref name="along"/> is replaced by <paramref name="index"/> where given.</summary>
    public static string Offset(Access access, Axis? along = null, string? index = null)
    {
        int stride = 1;
        List<string> parts = [];
        int constant = 0;
        for (int dimension = access.Indices.Count - 1; dimension >= 0; dimension--)
        {
            Affine affine = access.Indices[dimension];
            constant += affine.Offset * stride;
            foreach (Term term in affine.Terms)
            {
                string name = term.Axis.Equals(along) ? index! : term.Axis.Name;
                int factor = term.Coefficient * stride;
                if (factor != 0)
                    parts.Insert(0, factor == 1 ? name : $"{name} * {Literal.Of(factor)}");
            }

            stride *= access.Tensor.Extents[dimension];
        }

        if (constant != 0 || parts.Count == 0)
            parts.Add(Literal.Of(constant));
        return string.Join(" + ", parts);
    }

    /// <summary>An affine function of the axes as C#.</summary>
    public static string Of(Affine affine)
    {
        List<string> parts = affine.Terms.Select(term => term.Coefficient == 1 ? term.Axis.Name : $"{term.Axis.Name} * {Literal.Of(term.Coefficient)}").ToList();
        if (affine.Offset != 0 || parts.Count == 0)
            parts.Add(Literal.Of(affine.Offset));
        return string.Join(" + ", parts);
    }

    /// <summary>The sum of two offsets.</summary>
    public static string Join(string start, string offset) => offset == "0" ? start : start == "0" ? offset : $"{start} + {offset}";
}
