using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Direct;

/// <summary>
/// Statements whose images lie plane by plane, all pixels of a channel together, up to some statement. There vectors lie along pixels:
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

    /// <summary>The statements on planes, and between them those that turn images over.</summary>
    public IReadOnlyList<Statement> Statements { get; private set; } = [];

    /// <summary>Whether a tensor lies plane by plane.</summary>
    public bool Contains(Tensor tensor) => _planes.Contains(tensor);

    /// <summary>The image that a tensor is the planes of; the tensor itself where it is not turned over.</summary>
    public Tensor ImageOf(Tensor tensor) => _turned.Where(turned => turned.Value == tensor).Select(turned => turned.Key).DefaultIfEmpty(tensor).First();

    /// <summary>Every way to lay out images: in planes up to some statement, or all of them.</summary>
    /// <param name="statements">The statements, on rows.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="input">The input of the network.</param>
    /// <param name="crossing">What is read behind the statements: it lies as others expect it.</param>
    public static IEnumerable<PlaneLayout> Each(IReadOnlyList<Statement> statements, Flattening rows, Tensor input, IReadOnlyCollection<Tensor> crossing)
    {
        // A state or a length is no image, and a loop over time works on slices of what lies step by step.
        if (statements.Any(statement => statement.Within is not null || statement.Reads.Any(read => read.Tensor.Role == TensorRole.Given)))
            yield break;
        int first = statements.TakeWhile(statement => statement is not Contraction).Count();
        for (int end = first + 1; end <= statements.Count; end++)
        {
            // Formulas that follow a sum are in its store: to part them gains nothing.
            if (end < statements.Count && statements[end] is Map)
                continue;
            Tensor? next = end == statements.Count ? null : statements[end].Target.Tensor;
            Tensor[] images = [.. statements.Take(end).Select(statement => statement.Target.Tensor).Where(tensor => tensor != next && rows.Shape(tensor).Count > 1).Distinct()];
            // A product reads numbers one by one and finds them anywhere; all others want the image as it was.
            HashSet<Tensor> wanted = [.. crossing, .. statements.Skip(end).Where(statement => statement is not Contraction).SelectMany(statement => statement.Reads).Select(read => read.Tensor)];
            Tensor[] outgoing = [.. images.Where(wanted.Contains)];
            PlaneLayout layout = new(rows, [.. images.Except(outgoing)], [.. statements.Select(statement => statement.Target.Tensor.Name)]);
            if (layout.Take(statements, end, input, outgoing))
                yield return layout;
        }
    }

    /// <summary>Rewrites the statements; false where one of them has no form on planes.</summary>
    /// <param name="statements">The statements.</param>
    /// <param name="end">How many of them work on planes.</param>
    /// <param name="input">The input of the network.</param>
    /// <param name="outgoing">Images that leave the planes.</param>
    private bool Take(IReadOnlyList<Statement> statements, int end, Tensor input, IReadOnlyList<Tensor> outgoing)
    {
        List<Statement> taken = [];
        if (_rows.Shape(input).Count > 1 && statements.Take(end).Any(statement => statement.Reads.Any(read => read.Tensor == input)) && Turned(input) is { } planes && planes != input)
            taken.Add(Transposed(input, planes, Channels(input)));
        foreach (Tensor tensor in outgoing)
            Turned(tensor);

        for (int i = 0; i <= statements.Count; i++)
        {
            if (i == end)
                taken.AddRange(outgoing.Where(tensor => _turned[tensor] != tensor).Select(tensor => Transposed(_turned[tensor], tensor, tensor.Size / Channels(tensor))));
            if (i == statements.Count)
                break;
            bool before = i < end;
            Access InPlanes(Access access) => before && _turned.TryGetValue(access.Tensor, out Tensor? planes) ? access.In(planes) : access;
            Statement statement = statements[i].Over(InPlanes);
            if (IsElementwise(statement))
            {
                // All elements in one go: any order will do, if it is the same for all.
                Tensor[] tensors = [.. statement.Reads.Append(statement.Target).Select(access => access.Tensor).Where(tensor => tensor.PerSample)];
                if (tensors.Any(Contains) && tensors.Any(tensor => !Contains(tensor) || Channels(tensor) != Channels(tensors[0])))
                    return false;
                taken.Add(statement);
                continue;
            }

            if (statement.Reads.Append(statement.Target).Any(access => OnPlanes(access) is null))
                return false;
            taken.Add(statement.Over(access => OnPlanes(access)!));
        }

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
