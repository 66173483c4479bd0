using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>log(1 + exp(x))</c>.</summary>
internal sealed record Softplus(AttributeRecord Attribute) : ActivationFunction
{
    public override string Formula(Shape input) => "output = log(1 + exp(input))";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) => Expressions.Softplus(x);
}
