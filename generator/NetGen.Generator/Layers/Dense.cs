using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>output[o] = bias[o] + sum over i of input[i] * weights[i, o]</c>.</summary>
internal sealed record Dense(AttributeRecord Attribute) : WeightedLayer(Attribute)
{
    public int Units => Attribute.Int("units");

    public override string Sketch => $"FC({Units})";

    public override IEnumerable<ArgumentProblem> Arguments =>
        Units >= 1 ? base.Arguments : [new ArgumentProblem("units", "at least 1", Numbers.Text(Units)), .. base.Arguments];

    public override Shape? Output(Shape input) => input.IsVector && Units >= 1 ? new Shape(Units) : null;

    public override string Misfit(Shape input) => $"a dense layer takes a vector, not the {input} input";

    public override IEnumerable<ParameterSpec> Parameters(Shape input)
    {
        int inputs = input.Channels;
        yield return Weights(new Shape(inputs, Units), inputs, Units);
        if (Bias)
            yield return BiasOf(Units, inputs, Units);
    }

    public override long MultiplyAdds(Shape input) => input.Size * Units;

    public override bool IsLinear => true;

    public override string Formula(Shape input) => Bias
        ? "output[o] = bias[o] + sum over i of input[i] * weights[i, o]"
        : "output[o] = sum over i of input[i] * weights[i, o]";

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Axis i = new("i", shape.Channels), o = new("o", Units);
        Tensor output = lowering.Value(new Shape(Units));
        if (Bias)
            lowering.Map(Access.Of(output, o), new Read(Access.Of(lowering.Parameter("bias"), o)), o);
        lowering.Contract(Access.Of(output, o), Access.Of(input, i), Access.Of(lowering.Parameter("weights"), i, o), i, o);
        return output;
    }
}
