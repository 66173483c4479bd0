using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>x &lt;= 0 ? 0 : x</c>.</summary>
internal sealed record Relu(AttributeRecord Attribute) : ActivationFunction
{
    public override string Formula(Shape input) => "output = input <= 0 ? 0 : input";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) => Expressions.IfNotPositive(x, 0.0, x);
}
