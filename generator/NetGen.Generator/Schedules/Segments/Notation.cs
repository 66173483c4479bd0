using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Schedules.Direct;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Segments;

/// <summary>Statements as mathematics for comments: over the axes that their tensors had before they became rows.</summary>
internal sealed class Notation(Flattening rows)
{
    /// <summary>The loop over time that the statements stand in.</summary>
    public TimeStage? Loop { get; set; }

    /// <summary>The images that lie plane by plane.</summary>
    public PlaneLayout? Planes { get; set; }

    /// <summary>The tensor that a slice is of, or the image that planes are of.</summary>
    public Tensor Whole(Tensor tensor) => Loop is not null && Loop.Slices.TryGetValue(tensor, out TimeSlice? slice) ? slice.Whole : Planes?.ImageOf(tensor) ?? tensor;

    /// <summary>Whether a statement only turns an image over.</summary>
    public bool TurnsOver(Statement statement) => Planes is not null && DirectLoopWriter.IsTransposition(statement);

    /// <summary>A statement as one line.</summary>
    public string Of(Statement statement)
    {
        string target = Element(statement.Target);
        string sign = statement.Accumulate ? "+=" : "=";
        return statement switch
        {
            Map { Value: Read { Access: var image } } map when TurnsOver(map) => $"{map.Target.Tensor} = {image.Tensor}, {(Planes!.Contains(map.Target.Tensor) ? "plane by plane" : "pixel by pixel")}",
            Map map when Loop is null && IsElementwise(map) => $"{map.Target.Tensor} {sign} {Formula.Of(map.Value)}",
            Map map => $"{target} {sign} {Value(map.Value)}",
            Contraction product => $"{target} {sign} {Products(product)}",
            Reduce { Folding: Folding.Sum } sum => $"{target} {sign} {Over("sum over", sum.Folded)}{Value(sum.Value)}",
            Reduce { Folding: Folding.Place } place => $"{target} = where the maximum {Over("over", place.Folded)}{Value(place.Value)} is first",
            Reduce maximum => $"{target} = {Over("max over", maximum.Folded)}{Value(maximum.Value)}",
            Pad pad => $"{target} = {Element(pad.Source)}, a border of {Numbers.Text(pad.Fill)} around it",
            Mask mask => $"{mask.Target.Tensor} = 0 with the probability {Numbers.Text(mask.Rate)}, else {Numbers.Text(1 / (1 - mask.Rate))}",
            _ => target,
        };
    }

    /// <summary>A contraction whose sums start from a map of parameters.</summary>
    public string Of(Map start, Contraction product) => $"{Element(product.Target)} = {Value(start.Value)} + {Products(product)}";

    private string Products(Contraction product) =>
        Over("sum over", product.Axes.Where(axis => axis.Extent > 1 && !product.Target.Axes.Contains(axis))) + $"{Element(product.Left)} * {Element(product.Right)}";

    private string Value(Expression value) => Formula.Of(value, Element);

    private static string Over(string word, IEnumerable<Axis> axes)
    {
        string names = string.Join(", ", axes.Where(axis => axis.Extent > 1).Select(axis => axis.Name));
        return names.Length == 0 ? string.Empty : $"{word} {names} of ";
    }

    /// <summary>Whether every operand is read where the result is written, or is one number for all.</summary>
    private static bool IsElementwise(Map map) =>
        !map.Value.KnowsItsPlace && map.Reads.All(read => !read.Axes.Any() || (read.Tensor.PerSample && read.Indices.Equals(map.Target.Indices)));

    /// <summary>An axis with one place is 0, in the rows of samples as in parameters.</summary>
    private static Access WithoutSingle(Access access) => access with
    {
        Indices = access.Indices.Select(index => index with { Terms = index.Terms.Where(term => term.Axis.Extent > 1).ToEquatableArray() }).ToEquatableArray(),
    };

    private string Element(Access access)
    {
        // What begins and ends within a step is written as if it were kept.
        TimeSlice? slice = null;
        if (Loop is not null && !Loop.Slices.TryGetValue(access.Tensor, out slice) && access.Tensor.PerSample && rows.Shape(access.Tensor) is { Count: > 1 } all && all.Skip(1).Aggregate(1, (size, extent) => size * extent) == access.Tensor.Size)
            slice = new TimeSlice(access.Tensor, 0, access.Tensor.Size);
        if (slice is not null && Loop is not null)
        {
            Affine within = access.Indices.Count == 0 ? Affine.Of(0) : access.Indices[0];
            access = Access.At(slice.Whole, new Affine(within.Terms.Prepend(new Term(Loop.Loop.Time, slice.Step)).ToEquatableArray(), within.Offset + slice.Offset));
        }

        EquatableArray<int> shape = rows.Shape(access.Tensor);
        if (!access.Tensor.PerSample || access.Indices.Count != 1 || shape.Count < 2)
            return WithoutSingle(access).ToString();

        int[] strides = new int[shape.Count];
        for (int i = shape.Count - 1, stride = 1; i >= 0; stride *= shape[i--])
            strides[i] = stride;
        int[] order = [.. Enumerable.Range(0, shape.Count)];
        if (shape[shape.Count - 1] is > 1 and var channels && Planes?.Contains(access.Tensor) == true)
        {
            strides = [.. strides.Select(stride => stride == 1 ? access.Tensor.Size / channels : stride / channels)];
            order = [shape.Count - 1, .. order.Take(shape.Count - 1)];
        }

        // Each term belongs to the outermost extent that it is a multiple of.
        int Extent(int step) => order.Where(i => strides[i] <= Math.Abs(step) && step % strides[i] == 0).DefaultIfEmpty(0).First();
        List<(int Coefficient, Axis Axis)>[] terms = [.. strides.Select(_ => new List<(int, Axis)>())];
        foreach (Term term in access.Indices[0].Terms)
            terms[Extent(term.Coefficient)].Add((term.Coefficient / strides[Extent(term.Coefficient)], term.Axis));
        int[] offsets = new int[shape.Count];
        int rest = access.Indices[0].Offset;
        foreach (int i in order)
        {
            offsets[i] = rest / strides[i];
            rest -= offsets[i] * strides[i];
        }

        return $"{access.Tensor}[{string.Join(", ", terms.Select((own, i) => Affine.Of(offsets[i], [.. own]).ToString()))}]";
    }
}
