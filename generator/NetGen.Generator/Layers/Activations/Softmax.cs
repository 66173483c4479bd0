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
        SoftmaxTerms terms = Terms(lowering, input, shape);
        Tensor output = lowering.Value(shape);
        lowering.Map(Access.Of(output, terms.Axes), new Read(Access.Of(terms.Exponential, terms.Axes)) / new Read(Access.Of(terms.Total, terms.Outer)), terms.Axes);
        return output;
    }

    /// <summary>The exponentials after subtracting the maximum, which keeps them from overflowing, and their sum.</summary>
    public static SoftmaxTerms Terms(Lowering lowering, Tensor input, Shape shape)
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
        return new SoftmaxTerms(peak, exponential, total, axes, outer);
    }
}

/// <summary>What a softmax is made of.</summary>
/// <param name="Peak">The largest of the numbers, a constant to the derivative.</param>
/// <param name="Exponential">The exponentials of their distances from it.</param>
/// <param name="Total">The sum of the exponentials.</param>
/// <param name="Axes">The axes of the numbers.</param>
/// <param name="Outer">The axes without the last one, along which the sum goes.</param>
internal sealed record SoftmaxTerms(Tensor Peak, Tensor Exponential, Tensor Total, Axis[] Axes, Axis[] Outer);
