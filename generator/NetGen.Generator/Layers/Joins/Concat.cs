using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The inputs behind each other along the last axis.</summary>
internal sealed record Concat(AttributeRecord Attribute) : Join(Attribute)
{
    public override Shape? Output(IReadOnlyList<Shape> inputs)
    {
        int[] first = [.. inputs[0].Extents];
        bool fits = inputs.All(input => input.Rank == first.Length && input.Extents.Take(first.Length - 1).SequenceEqual(first.Take(first.Length - 1)));
        return fits && Channels(inputs) <= int.MaxValue ? new Shape([.. first.Take(first.Length - 1), (int)Channels(inputs)]) : null;
    }

    /// <summary>The last extent of inputs behind each other.</summary>
    public static long Channels(IEnumerable<Shape> inputs) => inputs.Sum(input => (long)input.Channels);

    public override int[]? Copies(IReadOnlyList<Shape> inputs)
    {
        List<int> places = [];
        int rows = (int)(inputs[0].Size / inputs[0].Channels);
        for (int row = 0; row < rows; row++)
        {
            int start = 0;
            foreach (Shape input in inputs)
            {
                places.AddRange(Enumerable.Range(start + (row * input.Channels), input.Channels));
                start += (int)input.Size;
            }
        }

        return [.. places];
    }

    public override string Formula(Shape input) => $"output is input, then {string.Join(", ", Names)}, along the last axis";

    public override Tensor Lower(Lowering lowering, IReadOnlyList<Tensor> inputs)
    {
        Tensor output = lowering.Value(Output([.. inputs.Select(input => new Shape([.. input.Extents]))])!);
        int offset = 0;
        foreach (Tensor input in inputs)
        {
            Axis[] axes = Axes.Of(input);
            Affine[] place = [.. axes.Take(axes.Length - 1).Select(Affine.Of), Affine.Of(offset, (1, axes[axes.Length - 1]))];
            lowering.Map(Access.At(output, place), new Read(Access.Of(input, axes)), axes);
            offset += input.Extents[input.Extents.Count - 1];
        }

        return output;
    }

    protected override Expression Of(IReadOnlyList<Expression> values) => throw new InvalidOperationException("The inputs lie apart.");
}
