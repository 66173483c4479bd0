using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>|x|</c>.</summary>
internal sealed record Abs(AttributeRecord Attribute) : ActivationFunction
{
    public override string Formula(Shape input) => "output = |input|";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) => Expressions.Absolute(x);
}
