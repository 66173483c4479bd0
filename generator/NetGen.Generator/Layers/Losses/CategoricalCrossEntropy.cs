using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>Cross-entropy against a distribution over the classes.</summary>
internal sealed record CategoricalCrossEntropy(AttributeRecord Attribute) : CrossEntropy(Attribute)
{
    public override string Formula => "-sum over k of target[k] * log(output[k])";

    protected override Tensor Expect(Lowering lowering, Expression offset, Tensor scores, Tensor target, Shape shape, Axis[] axes)
    {
        Tensor loss = lowering.Loss();
        Expression y = ((1 - LabelSmoothing) * new Read(Access.Of(target, axes))) + (LabelSmoothing / shape.Channels);
        lowering.Sum(Access.Of(loss), OfSteps(lowering, shape, axes, y * (offset - new Read(Access.Of(scores, axes)))), axes);
        return loss;
    }
}
