using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>gamma[c] x[c] + beta[c]</c>, both trained.</summary>
internal sealed record Scale(AttributeRecord Attribute) : Layer
{
    private GainAndShift Affine => new(Attribute, HasGain: true, HasShift: Attribute.Bool("Bias", fallback: true));

    public override Shape? Output(Shape input) => input;

    public override bool IsStepwise => true;

    public override bool IsLinear => true;

    public override IEnumerable<ParameterSpec> Parameters(Shape input) => Affine.Parameters(input);

    public override string Formula(Shape input) => "output[c] = " + Affine.Text("input[c]");

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Axis[] axes = NormalizationAxes.Of(shape);
        Tensor output = lowering.Value(shape);
        lowering.Map(Access.Of(output, axes), Affine.Of(lowering, new Read(Access.Of(input, axes)), axes[axes.Length - 1]), axes);
        return output;
    }
}
