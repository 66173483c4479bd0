using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>exp(x[k]) / sum over j of exp(x[j])</c> over the last axis.</summary>
internal sealed record Softmax(AttributeRecord Attribute) : Layer
{
    public override Shape? Output(Shape input) => input;

    public override bool IsStepwise => true;

    public override string Formula(Shape input) => "output[k] = exp(input[k] - max) / sum over j of exp(input[j] - max)";

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        (Tensor exponential, Tensor total, Axis[] axes, Axis[] outer) = Exponentials(lowering, input, shape);
        Tensor output = lowering.Value(shape);
        lowering.Map(Access.Of(output, axes), new Read(Access.Of(exponential, axes)) / new Read(Access.Of(total, outer)), axes);
        return output;
    }

    /// <summary>The exponentials after subtracting the maximum, which keeps them from overflowing, and their sum.</summary>
    private static (Tensor Exponential, Tensor Total, Axis[] Axes, Axis[] Outer) Exponentials(Lowering lowering, Tensor input, Shape shape)
    {
        Axis[] axes = shape.Extents.Select((extent, i) => new Axis(i == shape.Rank - 1 ? "k" : $"r{i}", extent)).ToArray();
        Axis[] outer = axes.Take(axes.Length - 1).ToArray();
        Shape groups = new(outer.Select(axis => axis.Extent).ToArray());

        Tensor peak = lowering.Value(groups, "Max");
        Tensor exponential = lowering.Value(shape, "Exp");
        Tensor total = lowering.Value(groups, "Sum");
        Expression x = new Read(Access.Of(input, axes));
        lowering.StoppedMaximum(Access.Of(peak, outer), x, axes);
        lowering.Map(Access.Of(exponential, axes), Expressions.ExpNotPositive(x - new Read(Access.Of(peak, outer))), axes);
        lowering.Sum(Access.Of(total, outer), new Read(Access.Of(exponential, axes)), axes);
        return (exponential, total, axes, outer);
    }
}
