using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>A part of the input along one axis.</summary>
internal sealed record Slice(AttributeRecord Attribute) : Layer
{
    public int Start => Attribute.Int("start");

    public int Length => Attribute.Int("length");

    public override IEnumerable<ArgumentProblem> Arguments =>
    [
        .. Start >= 0 ? [] : new[] { new ArgumentProblem("start", "at least 0", Numbers.Text(Start)) },
        .. ArgumentProblems.Positive(Attribute, ["length"]),
    ];

    public override string Sketch => $"SLICE({Start},{Length})";

    public override bool IsLinear => true;

    public override Shape? Output(Shape input) => AxisOf(input) is var axis && axis >= 0 && axis < input.Rank && (long)Start + Length <= input.Extents[axis]
        ? new Shape([.. input.Extents.Select((extent, i) => i == axis ? Length : extent)])
        : null;

    public override string Misfit(Shape input) => AxisOf(input) is var axis && axis >= 0 && axis < input.Rank
        ? $"{Start} + {Length} = {(long)Start + Length} is beyond the {input.Extents[axis]} of axis {axis}: the {input} input"
        : $"there is no axis {Given}, only {-input.Rank} to {input.Rank - 1}: the {input} input";

    public override string Formula(Shape input)
    {
        string[] names = Places(input).Select(axis => axis.Name).ToArray();
        string source = string.Join(", ", names.Select((name, i) => i == AxisOf(input) && Start > 0 ? $"{name} + {Start}" : name));
        return $"output[{string.Join(", ", names)}] = input[{source}]";
    }

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Axis[] axes = Places(Output(shape)!);
        Tensor output = lowering.Value(Output(shape)!);
        Affine[] source = axes.Select((axis, i) => Affine.Of(i == AxisOf(shape) ? Start : 0, (1, axis))).ToArray();
        lowering.Map(Access.Of(output, axes), new Read(Access.At(input, source)), axes);
        return output;
    }

    private int Given => Attribute.Int("Axis", -1);

    private int AxisOf(Shape input) => Given < 0 ? Given + input.Rank : Given;

    private static Axis[] Places(Shape shape) => NormalizationAxes.Of(shape);
}
