using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>x / 2 (1 + erf(x / sqrt(2)))</c>, or its tanh form (Hendrycks and Gimpel, 2016).</summary>
internal sealed record Gelu(AttributeRecord Attribute) : ActivationFunction
{
    public bool Approximate => Attribute.Bool("Approximate");

    public override string Formula(Shape input) => Approximate
        ? "output = input / 2 * (1 + tanh(sqrt(2 / pi) * (input + 0.044715 input^3)))"
        : "output = input / 2 * (1 + erf(input / sqrt(2)))";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) => Approximate
        ? 0.5 * x * (Expressions.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * (x * x * x)))) + 1.0)
        : 0.5 * x * (Expressions.Erf(x * Math.Sqrt(0.5)) + 1.0);
}
