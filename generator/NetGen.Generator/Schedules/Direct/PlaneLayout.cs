using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Direct;

/// <summary>
/// Statements whose images lie plane by plane, all pixels of a channel together, up to some product. There vectors lie along pixels:
/// along few channels they would have idle lanes. Only places in memory differ, so every number is computed from the same
/// numbers in the same order.
/// </summary>
internal sealed class PlaneLayout
{
    private readonly Flattening _rows;
    private readonly HashSet<Tensor> _planes;
    private readonly Dictionary<Tensor, Tensor> _turned = [];
    private readonly HashSet<string> _names;

    private PlaneLayout(Flattening rows, HashSet<Tensor> planes, HashSet<string> names)
    {
        _rows = rows;
        _planes = planes;
        _names = names;
    }

    /// <summary>The statements on planes; those at either end may turn images over.</summary>
    public IReadOnlyList<Statement> Statements { get; private set; } = [];

    /// <summary>Whether a tensor lies plane by plane.</summary>
    public bool Contains(Tensor tensor) => _planes.Contains(tensor);

    /// <summary>Every way to lay out images: in planes up to each of the products, or all of them.</summary>
    /// <param name="statements">The statements, on rows.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="input">The input of the network.</param>
    /// <param name="crossing">What is read behind the statements: it lies as others expect it.</param>
    public static IEnumerable<PlaneLayout> Each(IReadOnlyList<Statement> statements, Flattening rows, Tensor input, IReadOnlyCollection<Tensor> crossing)
    {
        // A state or a length is no image, and a loop over time works on slices of what lies step by step.
        if (statements.Any(statement => statement.Within is not null || statement.Reads.Any(read => read.Tensor.Role == TensorRole.Given)))
            yield break;
        Statement[] products = [.. statements.Where(statement => statement is Contraction)];
        for (int end = 1; end <= products.Length; end++)
        {
            Statement? next = end == products.Length ? null : products[end];
            IEnumerable<Tensor> before = statements.TakeWhile(statement => statement != next).Select(statement => statement.Target.Tensor).Where(tensor => tensor != next?.Target.Tensor && rows.Shape(tensor).Count > 1);
            Tensor[] outgoing = [.. before.Where(crossing.Contains).Distinct()];
            PlaneLayout layout = new(rows, [.. before.Except(outgoing)], [.. statements.Select(statement => statement.Target.Tensor.Name)]);
            if (layout.Take(statements, input, outgoing))
                yield return layout;
        }
    }

    /// <summary>Rewrites the statements; false where one of them has no form on planes.</summary>
    private bool Take(IReadOnlyList<Statement> statements, Tensor input, IReadOnlyList<Tensor> outgoing)
    {
        List<Statement> taken = [];
        if (_rows.Shape(input).Count > 1 && statements.Any(statement => statement.Reads.Any(read => read.Tensor == input)) && Turned(input) is { } planes && planes != input)
            taken.Add(Transposed(input, planes, Channels(input)));
        foreach (Tensor tensor in outgoing)
            Turned(tensor);

        foreach (Statement statement in statements)
        {
            Access InPlanes(Access access) => _turned.TryGetValue(access.Tensor, out Tensor? planes) ? access.In(planes) : access;
            if (IsElementwise(statement))
            {
                // All elements in one go: any order will do, if it is the same for all.
                Tensor[] tensors = [.. statement.Reads.Append(statement.Target).Select(access => InPlanes(access).Tensor).Where(tensor => tensor.PerSample)];
                if (tensors.Any(Contains) && tensors.Any(tensor => !Contains(tensor) || Channels(tensor) != Channels(tensors[0])))
                    return false;
                taken.Add(statement.Over(InPlanes));
                continue;
            }

            if (statement.Reads.Append(statement.Target).Any(access => OnPlanes(InPlanes(access)) is null))
                return false;
            taken.Add(statement.Over(access => OnPlanes(InPlanes(access))!));
        }

        taken.AddRange(outgoing.Where(tensor => _turned[tensor] != tensor).Select(tensor => Transposed(_turned[tensor], tensor, tensor.Size / Channels(tensor))));
        Statements = taken;
        return true;
    }

    /// <summary>The planes of an image that others give or expect pixel by pixel. One channel is a plane as it is.</summary>
    private Tensor Turned(Tensor image)
    {
        string name = image.Name + "Planes";
        while (!_names.Add(name))
            name += "2";
        Tensor planes = Channels(image) == 1 ? image : _rows.Another(image, name);
        _turned.Add(image, planes);
        _planes.Add(planes);
        return planes;
    }

    /// <summary>One tensor with its <paramref name="columns"/> as the rows of another.</summary>
    private static Map Transposed(Tensor from, Tensor to, int columns)
    {
        int rows = from.Size / columns;
        Axis row = new("pixel", rows), column = new("channel", columns);
        return new Map(Access.At(to, Affine.Of(0, (rows, column), (1, row))), new Read(Access.At(from, Affine.Of(0, (columns, row), (1, column)))), new([column, row]), Accumulate: false);
    }

    private int Channels(Tensor tensor) => _rows.Shape(tensor) is var shape && shape.Count > 1 ? shape[shape.Count - 1] : 1;

    private static bool IsElementwise(Statement statement) => statement is Map && statement.Axes.Count == 1
        && statement.Reads.Append(statement.Target).All(access => access.Tensor.PerSample ? access.PlainAxes is { Count: 1 } && access.Tensor.Size == statement.Axes[0].Extent : !access.Axes.Any());

    /// <summary>The same element where it lies in planes: element <c>pixel * channels + channel</c> is at <c>channel * pixels + pixel</c>. Null where an axis runs over both.</summary>
    private Access? OnPlanes(Access access)
    {
        if (!Contains(access.Tensor))
            return access;
        int channels = Channels(access.Tensor), pixels = access.Tensor.Size / channels;
        Affine index = access.Indices[0];
        int first = ((index.Offset % channels) + channels) % channels, low = first, high = first;
        List<Term> terms = [];
        foreach (Term term in index.Terms.Where(term => term.Axis.Extent > 1))
        {
            if (term.Coefficient % channels == 0)
            {
                terms.Add(term with { Coefficient = term.Coefficient / channels });
                continue;
            }

            terms.Add(term with { Coefficient = term.Coefficient * pixels });
            int reach = term.Coefficient * (term.Axis.Extent - 1);
            (low, high) = reach < 0 ? (low + reach, high) : (low, high + reach);
        }

        return low < 0 || high >= channels
            ? null
            : Access.At(access.Tensor, new Affine(terms.ToEquatableArray(), ((index.Offset - first) / channels) + (first * pixels)));
    }
}
