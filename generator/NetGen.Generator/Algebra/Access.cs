using NetGen.Generator.Declaration;

namespace NetGen.Generator.Algebra;

/// <summary>A named loop with a constant extent. The loop over the samples of a batch is implied and has no axis.</summary>
internal sealed record Axis(string Name, int Extent)
{
    public override string ToString() => Name;
}

/// <summary>An affine function of the axes: <c>sum of coefficient * axis + offset</c>.</summary>
internal sealed record Affine(EquatableArray<Term> Terms, int Offset)
{
    public static Affine Of(Axis axis) => new(new EquatableArray<Term>([new Term(axis, 1)]), 0);

    /// <summary>A sum of multiples of axes and an offset.</summary>
    public static Affine Of(int offset, params (int Coefficient, Axis Axis)[] terms) =>
        new(terms.Where(term => term.Coefficient != 0).Select(term => new Term(term.Axis, term.Coefficient)).ToEquatableArray(), offset);

    public static implicit operator Affine(Axis axis) => Of(axis);

    public override string ToString()
    {
        string terms = string.Join(" + ", Terms.Select(term => term.Coefficient == 1 ? term.Axis.Name : $"{term.Coefficient} {term.Axis.Name}"));
        return terms.Length == 0 ? $"{Offset}" : Offset == 0 ? terms : Offset > 0 ? $"{terms} + {Offset}" : $"{terms} - {-Offset}";
    }

    /// <summary>The axis itself, where the function is nothing else.</summary>
    public Axis? Axis => Offset == 0 && Terms.Count == 1 && Terms[0].Coefficient == 1 ? Terms[0].Axis : null;
}

/// <summary>One term of an affine function.</summary>
internal sealed record Term(Axis Axis, int Coefficient);

/// <summary>An element of a tensor as a function of the axes; the sample is implied where the tensor has one.</summary>
internal sealed record Access(Tensor Tensor, EquatableArray<Affine> Indices)
{
    public static Access Of(Tensor tensor, params Axis[] axes) => new(tensor, axes.Select(Affine.Of).ToEquatableArray());

    public static Access At(Tensor tensor, params Affine[] indices) => new(tensor, new EquatableArray<Affine>(indices));

    /// <summary>The axes that appear in the indices.</summary>
    public IEnumerable<Axis> Axes => Indices.SelectMany(index => index.Terms).Select(term => term.Axis).Distinct();

    /// <summary>The same element of another tensor of the same shape.</summary>
    public Access In(Tensor tensor) => this with { Tensor = tensor };

    /// <summary>The axes, where each index is one axis and no axis appears twice; otherwise null.</summary>
    public IReadOnlyList<Axis>? PlainAxes
    {
        get
        {
            List<Axis> axes = [];
            foreach (Affine index in Indices)
            {
                if (index.Axis is not { } axis || axes.Contains(axis))
                    return null;
                axes.Add(axis);
            }

            return axes;
        }
    }

    /// <summary>
    /// Whether the axes walk over every element of the tensor exactly once. Behind a stride or an overlap, some elements
    /// are met never and some several times.
    /// </summary>
    public bool CoversOnce
    {
        get
        {
            if (Axes.Count() != Indices.Sum(index => index.Terms.Count))
                return false;
            for (int dimension = 0; dimension < Indices.Count; dimension++)
            {
                // Each term must step over all that the smaller terms reach: 2 y + dy with dy below 2.
                int reach = 1;
                foreach (Term term in Indices[dimension].Terms.Where(term => term.Axis.Extent > 1).OrderBy(term => term.Coefficient))
                {
                    if (term.Coefficient != reach)
                        return false;
                    reach *= term.Axis.Extent;
                }

                if (Indices[dimension].Offset != 0 || reach != Tensor.Extents[dimension])
                    return false;
            }

            return true;
        }
    }

    /// <summary>Whether the axes meet no element twice.</summary>
    public bool MeetsEachOnce
    {
        get
        {
            if (Axes.Count() != Indices.Sum(index => index.Terms.Count))
                return false;
            foreach (Affine index in Indices)
            {
                int reach = 1;
                foreach (Term term in index.Terms.Where(term => term.Axis.Extent > 1).OrderBy(term => Math.Abs(term.Coefficient)))
                {
                    if (Math.Abs(term.Coefficient) < reach)
                        return false;
                    reach += Math.Abs(term.Coefficient) * (term.Axis.Extent - 1);
                }
            }

            return true;
        }
    }

    public override string ToString() => Indices.Count == 0
        ? Tensor.Name
        : $"{Tensor.Name}[{string.Join(", ", Indices)}]";
}
