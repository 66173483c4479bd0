using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>x * clip(x + 3, 0, 6) / 6</c>.</summary>
internal sealed record HardSwish(AttributeRecord Attribute) : ActivationFunction
{
    public override string Formula(Shape input) => "output = input * clip(input + 3, 0, 6) / 6";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) => 
        Expressions.Select(Comparison.LessOrEqual, x, -3.0, 0.0, Expressions.Select(Comparison.LessOrEqual, 3.0, x, x, x * (x + 3.0) / 6.0));
}
