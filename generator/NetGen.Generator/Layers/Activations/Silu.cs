using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>x sigmoid(x)</c>.</summary>
internal sealed record Silu(AttributeRecord Attribute) : ActivationFunction
{
    public override string Formula(Shape input) => "output = input * sigmoid(input)";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) => x * Expressions.Sigmoid(x);
}
