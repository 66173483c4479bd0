using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>Scaled dot-product self-attention with several heads (Vaswani et al., 2017).</summary>
internal sealed record SelfAttention(AttributeRecord Attribute) : WeightedLayer(Attribute)
{
    private static readonly string[] s_products = ["query", "key", "value", "output"];

    public int Heads => Attribute.Int("heads");

    public bool Causal => Attribute.Bool("Causal");

    public override string Prefix => "Attention";

    public override string Sketch => $"ATTEND({Heads})";

    public override IEnumerable<ArgumentProblem> Arguments => [.. ArgumentProblems.Positive(Attribute, ["heads"]), .. base.Arguments];

    public override Shape? Output(Shape input) => input.Rank == 2 && Heads >= 1 && input.Channels % Heads == 0 ? input : null;

    public override string Misfit(Shape input) => input.Rank != 2
        ? $"attention takes a sequence (steps, features), not the {input} input"
        : $"{Heads} heads do not divide the {input.Channels} features of the {input} input";

    public override bool HasLengths => true;

    public override bool DiffersInTraining => true;

    public override IEnumerable<ParameterSpec> Parameters(Shape input)
    {
        foreach (string name in s_products)
        {
            yield return Weights(new Shape(input.Channels, input.Channels), input.Channels, input.Channels) with { Name = name + "Weights" };
            if (Bias)
                yield return BiasOf(input.Channels, input.Channels, input.Channels) with { Name = name + "Bias" };
        }
    }

    public override long MultiplyAdds(Shape input) => (4L * input.Size * input.Channels) + (2L * input.Extents[0] * input.Size);

    public override string Formula(Shape input) =>
        $"q, k, v = input Wq, input Wk, input Wv; p[h, t, s] = softmax over s{(Causal ? " <= t" : string.Empty)} of q[t, h] k[s, h] / sqrt({input.Channels / Heads}); output = (p v) Wo";

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        int steps = shape.Extents[0], width = shape.Channels / Heads;
        Axis h = new("h", Heads), t = new("t", steps), s = new("s", steps), e = new("e", width);
        Affine feature = Affine.Of(0, (width, h), (1, e));
        Tensor query = Product(lowering, "query", input, shape), key = Product(lowering, "key", input, shape), value = Product(lowering, "value", input, shape);

        Shape pairs = new(Heads, steps, steps), rows = new(Heads, steps);
        Tensor scores = lowering.Value(pairs, "Scores"), peak = lowering.Value(rows, "Max"), exponential = lowering.Value(pairs, "Exp"), total = lowering.Value(rows, "Sum");
        lowering.Contract(Access.Of(scores, h, t, s), Access.At(query, t, feature), Access.At(key, s, feature), h, t, s, e);
        Expression score = (1 / Math.Sqrt(width)) * new Read(Access.Of(scores, h, t, s));
        lowering.StoppedMaximum(Access.Of(peak, h, t), Seen(lowering, t, s, score, double.NegativeInfinity), h, t, s);
        Expression likelihood = Expressions.ExpNotPositive(score - new Read(Access.Of(peak, h, t)));
        lowering.Map(Access.Of(exponential, h, t, s), Seen(lowering, t, s, likelihood, 0.0), h, t, s);
        lowering.Sum(Access.Of(total, h, t), new Read(Access.Of(exponential, h, t, s)), h, t, s);

        Tensor weights = lowering.Value(pairs, "Weights"), attended = lowering.Value(shape, "Attended");
        lowering.Map(Access.Of(weights, h, t, s), new Read(Access.Of(exponential, h, t, s)) / new Read(Access.Of(total, h, t)), h, t, s);
        lowering.Contract(Access.At(attended, t, feature), Access.Of(weights, h, t, s), Access.At(value, s, feature), h, t, e, s);
        return Product(lowering, "output", attended, shape);
    }

    /// <summary>A value for the steps that a step sees, another for the rest.</summary>
    private Expression Seen(Lowering lowering, Axis t, Axis s, Expression value, Expression otherwise)
    {
        Expression valid = lowering.IfValid(s, value, otherwise);
        return Causal ? Expressions.Select(Comparison.LessOrEqual, new Position(s), new Position(t), valid, otherwise) : valid;
    }

    private Tensor Product(Lowering lowering, string name, Tensor input, Shape shape)
    {
        Axis t = new("t", shape.Extents[0]), i = new("i", shape.Channels), o = new("o", shape.Channels);
        Tensor product = name == "output" ? lowering.Value(shape) : lowering.Value(shape, char.ToUpperInvariant(name[0]) + name.Substring(1));
        if (Bias)
            lowering.Map(Access.Of(product, t, o), new Read(Access.Of(lowering.Parameter(name + "Bias"), o)), t, o);
        lowering.Contract(Access.Of(product, t, o), Access.Of(input, t, i), Access.Of(lowering.Parameter(name + "Weights"), i, o), t, i, o);
        return product;
    }
}
