using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>A border around an image or a sequence: a number, or what is inside mirrored or repeated.</summary>
internal abstract record BorderPad(AttributeRecord Attribute, BorderSides Sides) : Layer
{
    public PadMode Mode => Attribute.Enum("Mode", PadMode.Constant);

    public double Constant => Attribute.Double("Value");

    public override string Prefix => "Pad";

    public override IEnumerable<ArgumentProblem> Arguments =>
    [
        .. Attribute.Positional.Where(argument => argument.Value is < 0).Select(argument => new ArgumentProblem(argument.Name, "at least 0", Numbers.Text((int)argument.Value!))),
        .. ArgumentProblems.Defined(Attribute, "Mode", PadMode.Constant),
        .. ArgumentProblems.Finite("Value", Constant),
    ];

    public override bool IsLinear => true;

    public override Shape? Output(Shape input) =>
        input.Rank == Sides.Dimensions + 1 && Extents(input) is var extents && extents.All(extent => extent <= int.MaxValue) && !Mirrors(input).Any()
        && new Shape([.. extents.Select(extent => (int)extent), input.Channels]) is { Size: <= int.MaxValue } output ? output : null;

    public override string Misfit(Shape input)
    {
        if (input.Rank != Sides.Dimensions + 1)
            return $"it borders {(Sides.Dimensions == 1 ? "a sequence (steps, features)" : "an image (height, width, channels)")}, not the {input} input";
        return Mirrors(input).FirstOrDefault() is { } side
            ? $"{side} cannot be mirrored, at most {input.Extents[0] - 1} {(Sides.Dimensions == 1 ? "steps" : $"rows and {input.Extents[1] - 1} columns")}: the {input} input"
            : $"{string.Join("x", Extents(input))}x{input.Channels} is too large a border for the {input} input";
    }

    public override string Formula(Shape input)
    {
        string[] places = Sliding.PlaceNames(Sides.Dimensions);
        string around = Mode switch
        {
            PadMode.Reflect => "the numbers inside mirrored",
            PadMode.Replicate => "the outermost numbers",
            _ => Numbers.Text(Constant),
        };
        string target = string.Join(", ", places.Select((place, i) => Sides.Before[i] == 0 ? place : $"{place} + {Sides.Before[i]}"));
        return $"output[{target}, c] = input[{string.Join(", ", places)}, c], and {around} around it";
    }

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        if (Mode == PadMode.Constant)
            return lowering.Pad(input, [.. Sides.Before, 0], [.. Sides.After, 0], Constant);
        Tensor padded = input;
        for (int dimension = 0; dimension < Sides.Dimensions; dimension++)
            padded = Extend(lowering, padded, dimension);
        return padded;
    }

    /// <summary>The border along one extent, each row of it a copy of one inside.</summary>
    private Tensor Extend(Lowering lowering, Tensor source, int dimension)
    {
        int before = Sides.Before[dimension], after = Sides.After[dimension], extent = source.Extents[dimension];
        if (before + after == 0)
            return source;
        int[] extents = [.. source.Extents];
        extents[dimension] += before + after;
        Tensor target = lowering.Value(new Shape(extents), dimension == Sides.Dimensions - 1 ? string.Empty : "Rows");
        void Copy(int count, int to, int step, int from)
        {
            if (count == 0)
                return;
            Axis[] axes = Axes.Of(source);
            axes[dimension] = axes[dimension] with { Extent = count };
            Affine[] At(int offset, int factor) => [.. axes.Select((axis, i) => i == dimension ? Affine.Of(offset, (factor, axis)) : Affine.Of(axis))];
            lowering.Map(Access.At(target, At(to, 1)), new Read(Access.At(source, At(from, step))), axes);
        }

        bool mirrors = Mode == PadMode.Reflect;
        Copy(before, 0, mirrors ? -1 : 0, mirrors ? before : 0);
        Copy(extent, before, 1, 0);
        Copy(after, before + extent, mirrors ? -1 : 0, mirrors ? extent - 2 : extent - 1);
        return target;
    }

    private long[] Extents(Shape input) => [.. Enumerable.Range(0, Sides.Dimensions).Select(i => (long)input.Extents[i] + Sides.Before[i] + Sides.After[i])];

    /// <summary>The borders that are wider than what they mirror.</summary>
    private IEnumerable<string> Mirrors(Shape input) => Mode != PadMode.Reflect
        ? []
        : Enumerable.Range(0, Sides.Dimensions).Select(i => (Most: Math.Max(Sides.Before[i], Sides.After[i]), Extent: input.Extents[i]))
            .Where(side => side.Most >= side.Extent).Select(side => $"a border of {side.Most}");
}
