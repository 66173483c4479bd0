using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>log(x)</c>.</summary>
internal sealed record Log(AttributeRecord Attribute) : ActivationFunction
{
    public override string Formula(Shape input) => "output = log(input)";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) => Expressions.Log(x);
}
