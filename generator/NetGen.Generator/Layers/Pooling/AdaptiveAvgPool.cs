using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The means of windows that are chosen by how many there shall be.</summary>
internal abstract record AdaptiveAvgPool(AttributeRecord Attribute, EquatableArray<string> Names) : Layer
{
    private int Dimensions => Names.Count;

    public override string Prefix => "Pool";

    public override string Sketch => $"AVG POOL TO({string.Join("x", Names.Select(Size))})";

    public override IEnumerable<ArgumentProblem> Arguments => ArgumentProblems.Positive(Attribute, Attribute.Has("size") ? ["size"] : Names);

    public override bool IsLinear => true;

    public override Shape? Output(Shape input) => input.Rank == Dimensions + 1 && Result(input) is { Size: <= int.MaxValue } output ? output : null;

    public override string Misfit(Shape input) => input.Rank != Dimensions + 1
        ? $"it pools {(Dimensions == 1 ? "a sequence (steps, features)" : "an image (height, width, channels)")}, not the {input} input"
        : $"{Result(input)} is too large an output to make of the {input} input";

    public override string Formula(Shape input)
    {
        string[] places = Sliding.PlaceNames(Dimensions);
        string windows = string.Join(" and ", places.Select((place, i) =>
            $"{Letter(place)} from floor({place} * {input.Extents[i]} / {Size(Names[i])}) to before ceil(({place} + 1) * {input.Extents[i]} / {Size(Names[i])})"));
        return $"output[{string.Join(", ", places)}, c] = mean over {windows} of input[{string.Join(", ", places.Select(Letter))}, c]";
    }

    /// <summary>One extent after the other: a mean of means is the mean, because all rows of a window are as long as each other.</summary>
    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Tensor pooled = input;
        for (int dimension = 0; dimension < Dimensions; dimension++)
            pooled = Along(lowering, pooled, dimension, Size(Names[dimension]));
        return pooled;
    }

    private static Tensor Along(Lowering lowering, Tensor source, int dimension, int count)
    {
        int[] extents = [.. source.Extents];
        int extent = extents[dimension];
        extents[dimension] = count;
        string part = dimension == extents.Length - 2 ? string.Empty : "Rows";
        Tensor sum = lowering.Value(new Shape(extents), part + "Sum"), target = lowering.Value(new Shape(extents), part);
        foreach (Run run in Runs(extent, count))
        {
            Axis[] axes = Axes.Of(sum);
            Axis place = axes[dimension] = axes[dimension] with { Extent = run.Count }, tap = new("k", run.Length);
            Access to = At(sum, axes, dimension, Affine.Of(run.First, (1, place)));
            lowering.Sum(to, new Read(At(source, axes, dimension, Affine.Of(run.Start, (run.Stride, place), (1, tap)))), [.. axes, tap]);
            lowering.Map(to.In(target), new Read(to) / run.Length, axes);
        }

        return target;
    }

    private static Access At(Tensor tensor, Axis[] axes, int dimension, Affine index) =>
        Access.At(tensor, [.. axes.Select((axis, i) => i == dimension ? index : Affine.Of(axis))]);

    /// <summary>Windows that follow each other at equal distances and are equally long.</summary>
    private static IEnumerable<Run> Runs(int extent, int count)
    {
        Run? run = null;
        for (int i = 0; i < count; i++)
        {
            int start = (int)((long)i * extent / count), length = (int)((((i + 1L) * extent) + count - 1) / count) - start;
            if (run is not null && run.Length == length && (run.Count == 1 || start - run.Start == run.Count * run.Stride))
            {
                run = run with { Stride = run.Count == 1 ? start - run.Start : run.Stride, Count = run.Count + 1 };
                continue;
            }

            if (run is not null)
                yield return run;
            run = new Run(i, 1, start, 0, length);
        }

        yield return run!;
    }

    private Shape Result(Shape input) => new([.. Names.Select(Size), input.Channels]);

    private int Size(string name) => Attribute.Int(Attribute.Has("size") ? "size" : name);

    private static string Letter(string place) => "k" + place;

    /// <param name="First">The first of the windows.</param>
    /// <param name="Count">How many they are.</param>
    /// <param name="Start">Where the first one begins.</param>
    /// <param name="Stride">From one to the next.</param>
    /// <param name="Length">The places of each.</param>
    private sealed record Run(int First, int Count, int Start, int Stride, int Length);
}
