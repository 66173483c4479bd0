using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>Puts rows and columns of zeros around an image.</summary>
internal sealed record ZeroPad2D(AttributeRecord Attribute) : Layer
{
    public override string Prefix => "ZeroPad";

    public override IEnumerable<ArgumentProblem> Arguments => Sides.Problems;

    private ImageSides Sides => new(Attribute);

    public override Shape? Output(Shape input) => input.Rank == 3 && Rows(input) <= int.MaxValue && Columns(input) <= int.MaxValue
        ? new Shape((int)Rows(input), (int)Columns(input), input.Channels)
        : null;

    public override string Misfit(Shape input) => input.Rank == 3
        ? $"{Rows(input)}x{Columns(input)}x{input.Channels} is too large a border for the {input} input"
        : $"it borders an image (height, width, channels), not the {input} input";

    public override bool IsLinear => true;

    public override int[]? Copies(IReadOnlyList<Shape> inputs) => ImageCopies.Of(inputs[0], Output(inputs[0])!, y => y - Sides.Top, x => x - Sides.Left);

    public override string Formula(Shape input) => $"output[y + {Sides.Top}, x + {Sides.Left}, c] = input[y, x, c], and 0 around it";

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape) =>
        lowering.Pad(input, [Sides.Top, Sides.Left, 0], [Sides.Bottom, Sides.Right, 0], fill: 0);

    private long Rows(Shape input) => (long)input.Extents[0] + Sides.Top + Sides.Bottom;

    private long Columns(Shape input) => (long)input.Extents[1] + Sides.Left + Sides.Right;
}
