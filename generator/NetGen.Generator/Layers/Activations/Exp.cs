using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>exp(x)</c>.</summary>
internal sealed record Exp(AttributeRecord Attribute) : ActivationFunction
{
    public override string Formula(Shape input) => "output = exp(input)";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) => Expressions.Exp(x);
}
