using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>Cross-entropy against the index of the true class.</summary>
internal sealed record SparseCategoricalCrossEntropy(AttributeRecord Attribute) : CrossEntropy(Attribute)
{
    public override string Formula => "-log(output[target])";

    public override bool IsSparse => true;

    public override int? IgnoreIndex => Attribute.Has("IgnoreIndex") && Attribute.Int("IgnoreIndex") != int.MinValue ? Attribute.Int("IgnoreIndex") : null;

    public override int TargetSize(Shape output) => 1;

    public override string? Misfit(Shape output) => output.IsVector ? null : $"one class index needs a vector of classes, not the {output} output";

    protected override Tensor Expect(Lowering lowering, Expression offset, Tensor scores, Tensor target, Shape shape, Axis[] axes)
    {
        Expression label = new Read(Access.Of(target));
        // An ignored sample has weight zero; any class will do for it.
        if (IgnoreIndex is { } ignored)
            label = Expressions.Select(Comparison.Equal, label, (double)ignored, 0.0, label);

        Tensor loss = lowering.Loss(), score = lowering.Scalar("ScoreOfTarget");
        lowering.Gather(Access.Of(score), Access.Of(scores, axes), axes[axes.Length - 1], label);
        Expression expected = (1 - LabelSmoothing) * new Read(Access.Of(score));
        if (LabelSmoothing != 0)
        {
            Tensor mean = lowering.Scalar("MeanScore");
            lowering.Sum(Access.Of(mean), (1.0 / shape.Channels) * new Read(Access.Of(scores, axes)), axes);
            expected += LabelSmoothing * new Read(Access.Of(mean));
        }

        lowering.Map(Access.Of(loss), offset - expected);
        return loss;
    }
}
