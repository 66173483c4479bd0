using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>x &lt;= 0 ? slope x : x</c>.</summary>
internal sealed record LeakyRelu(AttributeRecord Attribute) : ActivationFunction
{
    public double Slope => Attribute.Double("slope", 0.01);

    public override IEnumerable<ArgumentProblem> Arguments => ArgumentProblems.Finite("slope", Slope);

    public override string Formula(Shape input) => $"output = input <= 0 ? {Numbers.Text(Slope)} * input : input";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) =>
        Expressions.IfNotPositive(x, Slope * x, x);
}
