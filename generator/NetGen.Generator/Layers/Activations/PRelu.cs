using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>x &lt;= 0 ? slope x : x</c> with a trained slope, one in all or one a channel (He et al., 2015).</summary>
internal sealed record PRelu(AttributeRecord Attribute) : ActivationFunction
{
    public double Slope => Attribute.Double("slope", 0.25);

    public bool PerChannel => Attribute.Bool("PerChannel");

    public override IEnumerable<ArgumentProblem> Arguments => ArgumentProblems.Finite("slope", Slope);

    public override IEnumerable<ParameterSpec> Parameters(Shape input) =>
    [
        new("slope", "Norm", new Shape(PerChannel ? input.Channels : 1), Attribute.Bool("Frozen"),
            new InitializationSpec(Initializer.Constant, 1, Slope, 1, 1)),
    ];

    public override string Formula(Shape input) => PerChannel
        ? "output[o] = input[o] <= 0 ? slope[o] * input[o] : input[o]"
        : "output = input <= 0 ? slope * input : input";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes)
    {
        Affine index = PerChannel ? Affine.Of(axes[axes.Length - 1]) : new Affine(EquatableArray<Term>.Empty, 0);
        Expression slope = new Read(new Access(lowering.Parameter("slope"), new EquatableArray<Affine>([index])));
        return Expressions.IfNotPositive(x, slope * x, x);
    }
}
