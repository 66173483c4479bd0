using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>sqrt(x)</c>.</summary>
internal sealed record Sqrt(AttributeRecord Attribute) : ActivationFunction
{
    public override string Formula(Shape input) => "output = sqrt(input)";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) => Expressions.Sqrt(x);
}
