using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>Cuts rows and columns off an image.</summary>
internal sealed record Crop2D(AttributeRecord Attribute) : Layer
{
    public override string Prefix => "Crop";

    public override IEnumerable<ArgumentProblem> Arguments => Sides.Problems;

    private ImageSides Sides => new(Attribute);

    public override Shape? Output(Shape input) => input.Rank == 3 && Rows(input) >= 1 && Columns(input) >= 1
        ? new Shape((int)Rows(input), (int)Columns(input), input.Channels)
        : null;

    public override string Misfit(Shape input)
    {
        if (input.Rank != 3)
            return $"it cuts rows and columns off an image (height, width, channels), not off the {input} input";
        return Rows(input) < 1
            ? $"{input.Extents[0]} - {Sides.Top} - {Sides.Bottom} = {Rows(input)} rows: nothing is left of the {input} input"
            : $"{input.Extents[1]} - {Sides.Left} - {Sides.Right} = {Columns(input)} columns: nothing is left of the {input} input";
    }

    public override bool IsLinear => true;

    public override int[]? Copies(IReadOnlyList<Shape> inputs) => ImageCopies.Of(inputs[0], Output(inputs[0])!, y => y + Sides.Top, x => x + Sides.Left);

    public override string Formula(Shape input) => $"output[y, x, c] = input[y + {Sides.Top}, x + {Sides.Left}, c]";

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape) => Sliding.Cut(lowering, input, Output(shape)!, [Sides.Top, Sides.Left]);

    private long Rows(Shape input) => (long)input.Extents[0] - Sides.Top - Sides.Bottom;

    private long Columns(Shape input) => (long)input.Extents[1] - Sides.Left - Sides.Right;
}
