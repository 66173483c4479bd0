using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>-target log p - (1 - target) log(1 - p)</c> for each output; after a sigmoid, on its input z: <c>softplus(z) - target z</c>. The first term may count more.</summary>
internal sealed record BinaryCrossEntropy(AttributeRecord Attribute) : Loss(Attribute)
{
    public override string? Partner => nameof(Sigmoid);

    public double PositiveWeight => Attribute.Double("PositiveWeight", 1);

    public override IEnumerable<ArgumentProblem> Arguments => [.. ArgumentProblems.FiniteAboveZero("PositiveWeight", PositiveWeight), .. base.Arguments];

    public override string Formula => Folded($"-{(PositiveWeight == 1 ? string.Empty : $"{Numbers.Text(PositiveWeight)} * ")}target * log(output) - (1 - target) * log(1 - output)");

    public override Tensor Lower(Lowering lowering, Tensor output, Tensor target, Shape shape, Precision precision) => Fold(lowering, shape, axes =>
    {
        Expression p = new Read(Access.Of(output, axes)), y = new Read(Access.Of(target, axes));
        return -(PositiveWeight * (y * Expressions.Log(Clip(p, precision)))) - ((1.0 - y) * Expressions.Log(Clip(1.0 - p, precision)));
    });

    public override Tensor LowerFused(Lowering lowering, Tensor logits, Tensor target, Shape shape) => Fold(lowering, shape, axes =>
    {
        Expression z = new Read(Access.Of(logits, axes)), y = new Read(Access.Of(target, axes));
        // -log sigmoid(z) = softplus(-z) = softplus(z) - z.
        return PositiveWeight == 1
            ? Expressions.Softplus(z) - (y * z)
            : ((1.0 - y) * z) + ((1.0 + ((PositiveWeight - 1) * y)) * Expressions.Softplus(-z));
    });
}
