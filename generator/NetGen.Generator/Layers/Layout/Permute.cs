using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The same numbers with the axes in another order.</summary>
internal sealed record Permute(AttributeRecord Attribute) : Layer
{
    private int[] Order => [.. Attribute.Positional.Select(argument => (int)argument.Value!)];

    public override IEnumerable<ArgumentProblem> Arguments => Order.OrderBy(axis => axis).SequenceEqual(Enumerable.Range(0, Order.Length))
        ? []
        : [new ArgumentProblem(Attribute.Positional[0].Name, $"each axis from 0 to {Order.Length - 1} once", string.Join(", ", Order.Select(Numbers.Text)))];

    public override bool IsLinear => true;

    public override Shape? Output(Shape input) => input.Rank == Order.Length ? new Shape([.. Order.Select(axis => input.Extents[axis])]) : null;

    public override string Misfit(Shape input) => $"it orders {Order.Length} axes, not {(input.IsVector ? "the one axis" : $"the {input.Rank} axes")} of the {input} input";

    public override string Formula(Shape input)
    {
        string[] names = NormalizationAxes.Of(input).Select(axis => axis.Name).ToArray();
        return $"output[{string.Join(", ", Order.Select(axis => names[axis]))}] = input[{string.Join(", ", names)}]";
    }

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Axis[] axes = NormalizationAxes.Of(shape), moved = Order.Select(axis => axes[axis]).ToArray();
        Tensor output = lowering.Value(Output(shape)!);
        lowering.Map(Access.Of(output, moved), new Read(Access.Of(input, axes)), moved);
        return output;
    }
}
