using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>x &lt;= 0 ? alpha (exp(x) - 1) : x</c>.</summary>
internal sealed record Elu(AttributeRecord Attribute) : ActivationFunction
{
    public double Alpha => Attribute.Double("alpha", 1);

    public override IEnumerable<ArgumentProblem> Arguments => ArgumentProblems.Finite("alpha", Alpha);

    public override string Formula(Shape input) => $"output = input <= 0 ? {Numbers.Text(Alpha)} * (exp(input) - 1) : input";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) =>
        Expressions.IfNotPositive(x, Alpha * Expressions.Expm1(x), x);
}
