using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>Repeats every pixel of an image: the nearest neighbour.</summary>
internal sealed record Upsample2D(AttributeRecord Attribute) : Layer
{
    public int Factor => Attribute.Int("factor");

    public override string Prefix => "Upsample";

    public override IEnumerable<ArgumentProblem> Arguments => ArgumentProblems.Positive(Attribute, ["factor"]);

    public override Shape? Output(Shape input) => input.Rank == 3 && (long)Math.Max(input.Extents[0], input.Extents[1]) * Factor <= int.MaxValue
        ? new Shape(input.Extents[0] * Factor, input.Extents[1] * Factor, input.Channels)
        : null;

    public override string Misfit(Shape input) => input.Rank == 3
        ? $"a factor of {Factor} makes too many rows or columns of the {input} input"
        : $"it repeats the pixels of an image (height, width, channels), not the {input} input";

    public override bool IsLinear => true;

    public override int[]? Copies(IReadOnlyList<Shape> inputs) => ImageCopies.Of(inputs[0], Output(inputs[0])!, y => y / Factor, x => x / Factor);

    public override string Formula(Shape input) => $"output[{Factor} * y + dy, {Factor} * x + dx, c] = input[y, x, c]";

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Axis y = new("y", shape.Extents[0]), dy = new("dy", Factor), x = new("x", shape.Extents[1]), dx = new("dx", Factor), c = new("c", shape.Channels);
        Tensor output = lowering.Value(Output(shape)!);
        lowering.Map(
            Access.At(output, Affine.Of(0, (Factor, y), (1, dy)), Affine.Of(0, (Factor, x), (1, dx)), c),
            new Read(Access.Of(input, y, x, c)),
            y, dy, x, dx, c);
        return output;
    }
}
