using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>
/// <c>-sum over k of y[k] log p[k]</c>, and what is common to giving y as a distribution and as a class index. After a
/// softmax it is computed on the softmax's input, where no logarithm of zero can happen.
/// </summary>
internal abstract record CrossEntropy(AttributeRecord Attribute) : Loss(Attribute)
{
    public override string? Partner => nameof(Softmax);

    public double LabelSmoothing => Attribute.Double("LabelSmoothing");

    public override IEnumerable<ArgumentProblem> Arguments => LabelSmoothing is >= 0 and <= 1
        ? base.Arguments
        : [new ArgumentProblem("LabelSmoothing", "a number from 0 to 1", Numbers.Text(LabelSmoothing)), .. base.Arguments];

    public override Tensor Lower(Lowering lowering, Tensor output, Tensor target, Shape shape, Precision precision)
    {
        Axis[] axes = Axes(shape);
        Tensor logarithm = lowering.Value(shape, "Log");
        lowering.Map(Access.Of(logarithm, axes), Expressions.Log(Clip(new Read(Access.Of(output, axes)), precision)), axes);
        return Expect(lowering, 0.0, logarithm, target, shape, axes);
    }

    public override Tensor LowerFused(Lowering lowering, Tensor logits, Tensor target, Shape shape)
    {
        Axis[] axes = Axes(shape);
        Axis[] outer = axes.Take(axes.Length - 1).ToArray();
        Shape groups = new(outer.Select(axis => axis.Extent).ToArray());
        Tensor peak = lowering.Value(groups, "Max"), shifted = lowering.Value(shape, "Shifted"), exponential = lowering.Value(shape, "Exp");
        Tensor total = lowering.Value(groups, "Sum"), logTotal = lowering.Value(groups, "LogSum");
        Expression z = new Read(Access.Of(logits, axes));

        lowering.StoppedMaximum(Access.Of(peak, outer), z, axes);
        lowering.Map(Access.Of(shifted, axes), z - new Read(Access.Of(peak, outer)), axes);
        lowering.Map(Access.Of(exponential, axes), Expressions.ExpNotPositive(new Read(Access.Of(shifted, axes))), axes);
        lowering.Sum(Access.Of(total, outer), new Read(Access.Of(exponential, axes)), axes);
        lowering.Map(Access.Of(logTotal, outer), Expressions.Log(new Read(Access.Of(total, outer))), outer);
        return Expect(lowering, new Read(Access.Of(logTotal, outer)), shifted, target, shape, axes);
    }

    /// <summary>
    /// The expectation under the target distribution of <c>-log p[k] = offset - score[k]</c>: a score is a logarithm of
    /// a probability up to an offset that all classes share.
    /// </summary>
    protected abstract Tensor Expect(Lowering lowering, Expression offset, Tensor scores, Tensor target, Shape shape, Axis[] axes);
}
