using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>Cross-entropy against the index of the true class.</summary>
internal sealed record SparseCategoricalCrossEntropy(AttributeRecord Attribute) : CrossEntropy(Attribute)
{
    public override string Formula => "-log(output[target])";

    public override bool IsSparse => true;

    public override int? IgnoreIndex => Attribute.Has("IgnoreIndex") && Attribute.Int("IgnoreIndex") != int.MinValue ? Attribute.Int("IgnoreIndex") : null;

    public override int TargetSize(Shape output) => output.Rank == 2 ? output.Extents[0] : 1;

    public override string? Misfit(Shape output) => output.Rank > 2 ? $"one class index needs a vector of classes, or a sequence of them, not the {output} output"
        : null;

    protected override Tensor Expect(Lowering lowering, Expression offset, Tensor scores, Tensor target, Shape shape, Axis[] axes)
    {
        Axis[] steps = axes.Take(axes.Length - 1).ToArray();
        Shape each = new(steps.Select(axis => axis.Extent).ToArray());
        Expression label = new Read(Access.Of(target, steps));
        Expression Counted(Expression value) => IgnoreIndex is { } index ? Expressions.Select(Comparison.Equal, new Read(Access.Of(target, steps)), (double)index, 0.0, value) : value;
        // What is ignored has weight zero; any class will do for it.
        label = Counted(label);
        if (steps.Length > 0)
            label = lowering.ZeroWithoutWeight(steps[0], label);

        Tensor loss = lowering.Loss(), score = lowering.Value(each, "ScoreOfTarget");
        lowering.Gather(Access.Of(score, steps), Access.Of(scores, axes), axes[axes.Length - 1], label, axes);
        Expression expected = (1 - LabelSmoothing) * new Read(Access.Of(score, steps));
        if (LabelSmoothing != 0)
        {
            Tensor mean = lowering.Value(each, "MeanScore");
            lowering.Sum(Access.Of(mean, steps), (1.0 / shape.Channels) * new Read(Access.Of(scores, axes)), axes);
            expected += LabelSmoothing * new Read(Access.Of(mean, steps));
        }

        if (steps.Length == 0)
            lowering.Map(Access.Of(loss), offset - expected);
        else if (IgnoreIndex is null)
            lowering.Sum(Access.Of(loss), OfSteps(lowering, shape, axes, offset - expected), steps);
        else
            OfCounted(lowering, loss, steps, Counted, offset - expected);
        return loss;
    }

    /// <summary>The mean over the steps that count; where none does, 0. The batch weighs a sample by their number, so that each step of it counts alike.</summary>
    private static void OfCounted(Lowering lowering, Tensor loss, Axis[] steps, Func<Expression, Expression> counted, Expression value)
    {
        Tensor count = lowering.Scalar("Counted");
        lowering.Sum(Access.Of(count), counted(lowering.TermOfSum(steps[0], 1.0)), steps);
        Expression number = new Read(Access.Of(count));
        lowering.Sum(Access.Of(loss), counted(lowering.TermOfSum(steps[0], value / Lowering.OneForZero(number))), steps);
    }
}
