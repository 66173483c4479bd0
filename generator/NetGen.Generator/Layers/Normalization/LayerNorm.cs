using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>gamma (x - mean) / sqrt(variance + epsilon) + beta</c> over the last axis (Ba, Kiros and Hinton, 2016).</summary>
internal sealed record LayerNorm(AttributeRecord Attribute) : Layer
{
    public double Epsilon => Attribute.Double("Epsilon", 1e-5);

    public override IEnumerable<ArgumentProblem> Arguments => ArgumentProblems.FiniteAboveZero("Epsilon", Epsilon);

    public override Shape? Output(Shape input) => input;

    public override bool IsStepwise => true;

    private GainAndShift Affine => GainAndShift.Of(Attribute);

    public override IEnumerable<ParameterSpec> Parameters(Shape input) => Affine.Parameters(input);

    public override bool Normalizes => true;

    public override string Formula(Shape input) => "output[c] = " + Affine.Text($"(input[c] - mean) / sqrt(variance + {Numbers.Text(Epsilon)})");

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Axis[] axes = NormalizationAxes.Of(shape), outer = axes.Take(axes.Length - 1).ToArray();
        Axis c = axes[axes.Length - 1];
        Shape groups = new(outer.Select(axis => axis.Extent).ToArray());
        Tensor mean = lowering.Value(groups, "Mean"), centered = lowering.Value(shape, "Centered");
        Tensor variance = lowering.Value(groups, "Variance"), deviation = lowering.Value(groups, "Deviation");
        Tensor output = lowering.Value(shape), normalized = Affine.HasGain ? lowering.Value(shape, "Normalized") : output;
        double share = 1.0 / shape.Channels;
        Expression x = new Read(Access.Of(input, axes)), distance = new Read(Access.Of(centered, axes));

        lowering.Sum(Access.Of(mean, outer), share * x, axes);
        lowering.Map(Access.Of(centered, axes), x - new Read(Access.Of(mean, outer)), axes);
        lowering.Sum(Access.Of(variance, outer), share * (distance * distance), axes);
        lowering.Map(Access.Of(deviation, outer), Expressions.Sqrt(new Read(Access.Of(variance, outer)) + Epsilon), outer);
        lowering.Map(Access.Of(normalized, axes), distance / new Read(Access.Of(deviation, outer)), axes);
        if (Affine.HasGain)
            lowering.Map(Access.Of(output, axes), Affine.Of(lowering, new Read(Access.Of(normalized, axes)), c), axes);
        return output;
    }
}
