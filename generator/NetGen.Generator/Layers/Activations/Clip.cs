using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>clip(x, low, high)</c>.</summary>
internal sealed record Clip(AttributeRecord Attribute) : ActivationFunction
{
    public double Low => Attribute.Double("low");

    public double High => Attribute.Double("high");

    public override IEnumerable<ArgumentProblem> Arguments =>
    [
        .. double.IsNaN(Low) ? [new ArgumentProblem("low", "a number", Numbers.Text(Low))] : Array.Empty<ArgumentProblem>(),
        .. High > Low || double.IsNaN(Low) ? Array.Empty<ArgumentProblem>() : [new ArgumentProblem("high", $"a number above {Numbers.Text(Low)}", Numbers.Text(High))],
    ];

    public override string Formula(Shape input) => $"output = clip(input, {Numbers.Text(Low)}, {Numbers.Text(High)})";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) => 
        Expressions.Select(Comparison.LessOrEqual, x, Low, Low, Expressions.Select(Comparison.LessOrEqual, High, x, High, x));
}
