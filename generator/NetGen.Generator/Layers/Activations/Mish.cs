using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>x tanh(softplus(x))</c>.</summary>
internal sealed record Mish(AttributeRecord Attribute) : ActivationFunction
{
    public override string Formula(Shape input) => "output = input * tanh(log(1 + exp(input)))";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) => x * Expressions.Tanh(Expressions.Softplus(x));
}
