using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>lambda (x &lt;= 0 ? alpha (exp(x) - 1) : x)</c> (Klambauer et al., 2017).</summary>
internal sealed record Selu(AttributeRecord Attribute) : ActivationFunction
{
    private const double Lambda = 1.0507009873554805;
    private const double Alpha = 1.6732632423543772;

    public override string Formula(Shape input) => $"output = {Numbers.Text(Lambda)} * (input <= 0 ? {Numbers.Text(Alpha)} * (exp(input) - 1) : input)";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) =>
        Expressions.IfNotPositive(x, Lambda * Alpha * Expressions.Expm1(x), Lambda * x);
}
