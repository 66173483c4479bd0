using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>gamma x / sqrt(mean of x^2 + epsilon)</c> over the last axis (Zhang and Sennrich, 2019).</summary>
internal sealed record RmsNorm(AttributeRecord Attribute) : Layer
{
    public double Epsilon => Attribute.Double("Epsilon", 1e-5);

    public override IEnumerable<ArgumentProblem> Arguments => ArgumentProblems.FiniteAboveZero("Epsilon", Epsilon);

    public override Shape? Output(Shape input) => input;

    public override bool IsStepwise => true;

    public override bool Normalizes => true;

    private GainAndShift Affine => new(Attribute, HasGain: Attribute.Bool("Affine", fallback: true), HasShift: false);

    public override IEnumerable<ParameterSpec> Parameters(Shape input) => Affine.Parameters(input);

    public override string Formula(Shape input) => "output[c] = " + Affine.Text($"input[c] / sqrt(mean of input^2 + {Numbers.Text(Epsilon)})");

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Axis[] axes = NormalizationAxes.Of(shape), outer = axes.Take(axes.Length - 1).ToArray();
        Axis c = axes[axes.Length - 1];
        Shape groups = new(outer.Select(axis => axis.Extent).ToArray());
        Tensor square = lowering.Value(groups, "Square"), root = lowering.Value(groups, "Root"), output = lowering.Value(shape);
        Expression x = new Read(Access.Of(input, axes));
        lowering.Sum(Access.Of(square, outer), (1.0 / shape.Channels) * (x * x), axes);
        lowering.Map(Access.Of(root, outer), Expressions.Sqrt(new Read(Access.Of(square, outer)) + Epsilon), outer);
        lowering.Map(Access.Of(output, axes), Affine.Of(lowering, x / new Read(Access.Of(root, outer)), c), axes);
        return output;
    }
}
