using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>
/// Rewrites statements for memory in which every tensor of a sample is one row: reshapes vanish (both sides name one
/// row), and a map over all axes of an image becomes a map over one axis.
/// </summary>
internal sealed class Flattening
{
    private readonly Dictionary<Tensor, Tensor> _rows = [];
    private readonly Dictionary<string, EquatableArray<int>> _shapes = [];

    /// <summary>The row a tensor lives in.</summary>
    public Tensor Row(Tensor tensor)
    {
        if (!tensor.PerSample || tensor.Extents.Count == 0)
            return tensor;
        if (!_rows.TryGetValue(tensor, out Tensor? row))
        {
            row = tensor with { Extents = new EquatableArray<int>([tensor.Size]) };
            _rows.Add(tensor, row);
            _shapes.Add(tensor.Name, tensor.Extents);
        }

        return row;
    }

    /// <summary>Another row of the shape that a row had.</summary>
    public Tensor Another(Tensor row, string name)
    {
        _shapes[name] = Shape(row);
        return row with { Name = name, Role = TensorRole.Value };
    }

    /// <summary>The extents of a tensor before it became a row.</summary>
    public EquatableArray<int> Shape(Tensor row) => _shapes.TryGetValue(row.Name, out EquatableArray<int> shape) ? shape : row.Extents;

    /// <summary>The statements on rows.</summary>
    public IReadOnlyList<Statement> Apply(IEnumerable<Statement> statements)
    {
        List<Statement> result = [];
        foreach (Statement statement in statements)
        {
            if (statement is Reshape reshape)
            {
                _rows[reshape.Target.Tensor] = Row(reshape.Source.Tensor);
                continue;
            }

            result.Add(statement.Within is { Time: var time } ? statement.Over(access => Flat(access, time)) : Merge(statement.Over(access => Flat(access, null))));
        }

        return result;
    }

    /// <param name="time">The steps of the loop that the statement stands in: an axis even where there is one step only.</param>
    private Access Flat(Access access, Axis? time)
    {
        if (!access.Tensor.PerSample || access.Indices.Count == 0)
            return access;

        int stride = 1, offset = 0;
        List<Term> terms = [];
        for (int dimension = access.Indices.Count - 1; dimension >= 0; dimension--)
        {
            Affine index = access.Indices[dimension];
            offset += index.Offset * stride;
            terms.InsertRange(0, index.Terms.Where(term => term.Axis.Extent > 1 || term.Axis == time || access.Indices.Count == 1).Select(term => term with { Coefficient = term.Coefficient * stride }));
            stride *= access.Tensor.Extents[dimension];
        }

        return new Access(Row(access.Tensor), new EquatableArray<Affine>([new Affine(terms.ToEquatableArray(), offset)]));
    }

    /// <summary>Replaces several axes by one where every access walks its row from end to end.</summary>
    private static Statement Merge(Statement statement)
    {
        // What depends on its place needs the axes themselves.
        if (statement is not (Map { Value.KnowsItsPlace: false } or Reduce { Value.KnowsItsPlace: false, Folding: Folding.Sum or Folding.StoppedMaximum }) || statement.Axes.Count < 2)
            return statement;
        Access[] accesses = [statement.Target, .. statement.Reads];
        int size = statement.Axes.Aggregate(1, (product, axis) => product * axis.Extent);
        // Where all but one have one place only, it is that one, and what goes with it in other statements still does.
        Axis[] wide = [.. statement.Axes.Where(axis => axis.Extent > 1)];
        Axis all = wide.Length == 1 ? wide[0] : new("k", size);
        bool Whole(Access access) => access.Tensor.PerSample && access.Tensor.Size == size && access.Tensor.Extents.Count == 1 && WalksAll(access, statement.Axes);
        bool Fixed(Access access) => !access.Axes.Any();
        if (!accesses.All(access => Whole(access) || Fixed(access)))
            return statement;

        Access Over(Access access) => Whole(access) ? Access.Of(access.Tensor, all) : access;
        return statement.Over(Over) with { Axes = new([all]) };
    }

    private static bool WalksAll(Access access, EquatableArray<Axis> axes)
    {
        Affine index = access.Indices[0];
        if (index.Offset != 0)
            return false;
        int stride = 1;
        for (int i = axes.Count - 1; i >= 0; i--)
        {
            Axis axis = axes[i];
            if (axis.Extent > 1 && index.Terms.FirstOrDefault(term => term.Axis.Equals(axis))?.Coefficient != stride)
                return false;
            stride *= axis.Extent;
        }

        return true;
    }
}
