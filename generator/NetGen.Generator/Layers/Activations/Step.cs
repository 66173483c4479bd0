using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>x &gt; 0 ? 1 : 0</c>.</summary>
internal sealed record Step(AttributeRecord Attribute) : ActivationFunction
{
    public override string Formula(Shape input) => "output = input > 0 ? 1 : 0";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) => Expressions.Step(x);
}
