using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>output[o] = bias[o] + sum over i of input[i] * weights[i, o]</c>, for every step of a sequence.</summary>
internal sealed record Dense(AttributeRecord Attribute) : WeightedLayer(Attribute)
{
    public int Units => Attribute.Int("units");

    public override string Sketch => $"FC({Units})";

    public override IEnumerable<ArgumentProblem> Arguments =>
        Units >= 1 ? base.Arguments : [new ArgumentProblem("units", "at least 1", Numbers.Text(Units)), .. base.Arguments];

    public override Shape? Output(Shape input) => input.Rank <= 2 && Units >= 1 ? new Shape([.. input.Extents.Take(input.Rank - 1), Units]) : null;

    public override string Misfit(Shape input) => $"a dense layer takes a vector or a sequence, not the {input} input";

    public override IEnumerable<ParameterSpec> Parameters(Shape input)
    {
        int inputs = input.Channels;
        yield return Weights(new Shape(inputs, Units), inputs, Units);
        if (Bias)
            yield return BiasOf(Units, inputs, Units);
    }

    public override long MultiplyAdds(Shape input) => input.Size * Units;

    public override bool IsLinear => true;

    public override bool IsStepwise => true;

    public override string Formula(Shape input)
    {
        string t = input.IsVector ? string.Empty : "t, ";
        return $"output[{t}o] = {(Bias ? "bias[o] + " : string.Empty)}sum over i of input[{t}i] * weights[i, o]";
    }

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Axis i = new("i", shape.Channels), o = new("o", Units);
        Axis[] steps = shape.IsVector ? [] : [new Axis("t", shape.Extents[0])];
        Tensor output = lowering.Value(Output(shape)!);
        if (Bias)
            lowering.Map(Access.Of(output, [.. steps, o]), new Read(Access.Of(lowering.Parameter("bias"), o)), [.. steps, o]);
        lowering.Contract(Access.Of(output, [.. steps, o]), Access.Of(input, [.. steps, i]), Access.Of(lowering.Parameter("weights"), i, o), inOneSum: !shape.IsVector, [.. steps, i, o]);
        return output;
    }
}
