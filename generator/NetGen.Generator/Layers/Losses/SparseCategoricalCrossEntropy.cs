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
        : output.Rank == 2 && IgnoreIndex is not null ? $"IgnoreIndex leaves out whole samples (lengths leave out steps), not steps of the {output} output"
        : null;

    protected override Tensor Expect(Lowering lowering, Expression offset, Tensor scores, Tensor target, Shape shape, Axis[] axes)
    {
        Axis[] steps = axes.Take(axes.Length - 1).ToArray();
        Shape each = new(steps.Select(axis => axis.Extent).ToArray());
        Expression label = new Read(Access.Of(target, steps));
        // An ignored sample has weight zero; any class will do for it.
        if (IgnoreIndex is { } ignored)
            label = Expressions.Select(Comparison.Equal, label, (double)ignored, 0.0, label);

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
        else
            lowering.Sum(Access.Of(loss), OfSteps(lowering, shape, axes, offset - expected), steps);
        return loss;
    }
}
