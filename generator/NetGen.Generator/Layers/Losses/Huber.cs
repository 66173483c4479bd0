using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>e^2 / 2</c> where |e| &lt;= delta, else <c>delta (|e| - delta / 2)</c> (Huber, 1964).</summary>
internal sealed record Huber(AttributeRecord Attribute) : Loss(Attribute)
{
    public double Delta => Attribute.Double("delta", 1);

    public override IEnumerable<ArgumentProblem> Arguments => Delta > 0 && !double.IsInfinity(Delta)
        ? base.Arguments
        : [new ArgumentProblem("delta", "a finite number above 0", Numbers.Text(Delta)), .. base.Arguments];

    public override string Formula => Folded($"|e| <= {Numbers.Text(Delta)} ? e^2 / 2 : {Numbers.Text(Delta)} * (|e| - {Numbers.Text(Delta / 2)}), where e = output - target");

    public override Tensor Lower(Lowering lowering, Tensor output, Tensor target, Shape shape, Precision precision) => Fold(lowering, shape, axes =>
    {
        Expression error = new Read(Access.Of(output, axes)) - new Read(Access.Of(target, axes));
        Expression size = Expressions.Absolute(error);
        return Expressions.Select(Comparison.LessOrEqual, size, Delta, 0.5 * (error * error), Delta * (size - (Delta / 2)));
    });
}
