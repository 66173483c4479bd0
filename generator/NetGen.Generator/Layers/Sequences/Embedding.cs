using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>A row of a table for each index: <c>output[t, e] = table[input[t], e]</c>.</summary>
internal sealed record Embedding(AttributeRecord Attribute) : WeightedLayer(Attribute)
{
    public int Vocabulary => Attribute.Int("vocabulary");

    public int Size => Attribute.Int("size");

    public override string Sketch => $"EMBED({Vocabulary},{Size})";

    public override IEnumerable<ArgumentProblem> Arguments => [.. ArgumentProblems.Positive(Attribute, ["vocabulary", "size"]), .. base.Arguments];

    public override Shape? Output(Shape input) => Vocabulary < 1 || Size < 1 || input.Rank > 2 || (input.Rank == 2 && input.Channels != 1) ? null : new Shape(input.Extents[0], Size);

    public override string Misfit(Shape input) => $"an embedding takes a vector of indices, or a sequence with one in each step, not the {input} input";

    public override bool IsStepwise => true;

    public override int? IndicesBelow => Vocabulary;

    public override IEnumerable<ParameterSpec> Parameters(Shape input) => [Weights(new Shape(Vocabulary, Size), Vocabulary, Size) with { Name = "table" }];

    public override string Formula(Shape input) => "output[t, e] = table[input[t], e]";

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Axis t = new("t", shape.Extents[0]), v = new("v", Vocabulary), e = new("e", Size);
        Tensor output = lowering.Value(Output(shape)!);
        Expression index = new Read(shape.IsVector ? Access.Of(input, t) : Access.At(input, t, Affine.Of(0)));
        lowering.Gather(Access.Of(output, t, e), Access.Of(lowering.Parameter("table"), v, e), v, index, t, v, e);
        return output;
    }
}
