using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>
/// <c>(x - mean) / sqrt(variance + epsilon)</c> for groups of neighbouring channels, over all places of the sample. What a group has in common
/// with others is nothing, so training and inference are the same.
/// </summary>
internal abstract record GroupedNorm(AttributeRecord Attribute) : Layer
{
    public double Epsilon => Attribute.Double("Epsilon", 1e-5);

    public override IEnumerable<ArgumentProblem> Arguments => ArgumentProblems.FiniteAboveZero("Epsilon", Epsilon);

    public override bool Normalizes => true;

    /// <summary>The trained factor and shift of each channel.</summary>
    protected abstract GainAndShift Affine { get; }

    public override IEnumerable<ParameterSpec> Parameters(Shape input) => Affine.Parameters(input);

    /// <summary>How many groups there are.</summary>
    protected abstract int GroupsOf(Shape input);

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        int count = GroupsOf(shape), size = shape.Channels / count;
        Axis[] places = NormalizationAxes.Of(shape).Take(shape.Rank - 1).ToArray();
        Axis g = new(size == 1 ? "c" : "g", count), c = new("c", size);
        Axis[] group = count == 1 ? [] : [g], within = size == 1 && count > 1 ? [] : [c], axes = [.. places, .. group, .. within];
        Affine channel = Algebra.Affine.Of(0, [.. group.Select(axis => (size, axis)), .. within.Select(axis => (1, axis))]);
        Access Element(Tensor tensor) => Access.At(tensor, [.. places.Select(Algebra.Affine.Of), channel]);
        Expression Of(Tensor tensor) => new Read(Access.Of(tensor, group));

        Shape groups = count == 1 ? new Shape() : new Shape(count);
        Tensor mean = lowering.Value(groups, "Mean"), centered = lowering.Value(shape, "Centered");
        Tensor variance = lowering.Value(groups, "Variance"), deviation = lowering.Value(groups, "Deviation"), output = lowering.Value(shape);
        double share = (double)count / shape.Size;
        Expression distance = new Read(Element(centered));
        lowering.Sum(Access.Of(mean, group), share * new Read(Element(input)), axes);
        lowering.Map(Element(centered), new Read(Element(input)) - Of(mean), axes);
        lowering.Sum(Access.Of(variance, group), share * (distance * distance), axes);
        lowering.Map(Access.Of(deviation, group), Expressions.Sqrt(Of(variance) + Epsilon), group);
        lowering.Map(Element(output), Affine.Of(lowering, distance / Of(deviation), channel), axes);
        return output;
    }
}
