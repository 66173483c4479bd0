using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>
/// <c>gamma (x - mean) / sqrt(variance + epsilon) + beta</c> for each channel, over the samples of the batch and all places
/// (Ioffe and Szegedy, 2015). In inference the running statistics take the place of the batch's.
/// </summary>
internal sealed record BatchNorm(AttributeRecord Attribute) : Layer
{
    public double Momentum => Attribute.Double("Momentum", 0.1);

    public double Epsilon => Attribute.Double("Epsilon", 1e-5);

    public override bool DiffersInTraining => true;

    public override bool IsLinear => true;

    public override bool Normalizes => true;

    /// <summary>A single value has no variance.</summary>
    public override int LeastBatch(Shape input) => input.Size == input.Channels ? 2 : 1;

    public override IEnumerable<ArgumentProblem> Arguments =>
    [
        .. ArgumentProblems.FiniteAboveZero("Epsilon", Epsilon),
        .. Momentum is >= 0 and <= 1 ? Array.Empty<ArgumentProblem>() : [new ArgumentProblem("Momentum", "a number from 0 to 1", Numbers.Text(Momentum))],
    ];

    public override Shape? Output(Shape input) => input;

    public override bool IsStepwise => true;

    private GainAndShift Affine => GainAndShift.Of(Attribute);

    public override IEnumerable<ParameterSpec> Parameters(Shape input) => Affine.Parameters(input);

    public override IEnumerable<BufferSpec> Buffers(Shape input) =>
        [new("runningMean", new Shape(input.Channels), 0), new("runningVariance", new Shape(input.Channels), 1)];

    public override string Formula(Shape input) => "output[c] = " + Affine.Text($"(input[c] - mean[c]) / sqrt(variance[c] + {Numbers.Text(Epsilon)})");

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Axis[] axes = NormalizationAxes.Of(shape);
        Axis c = axes[axes.Length - 1];
        Shape channels = new(shape.Channels);
        Tensor output = lowering.Value(shape);
        Expression Channel(Tensor tensor) => new Read(Access.Of(tensor, c));
        Expression x = new Read(Access.Of(input, axes));
        if (!lowering.IsTraining)
        {
            Tensor scale = lowering.Statistic(channels, "Scale"), shift = lowering.Statistic(channels, "Shift");
            lowering.Map(Access.Of(scale, c), (Affine.HasGain ? Channel(lowering.Parameter("gamma")) : 1.0) / Expressions.Sqrt(Channel(lowering.Parameter("runningVariance")) + Epsilon), c);
            lowering.Map(Access.Of(shift, c), (Affine.HasShift ? Channel(lowering.Parameter("beta")) : 0.0) - (Channel(lowering.Parameter("runningMean")) * Channel(scale)), c);
            lowering.Map(Access.Of(output, axes), (x * Channel(scale)) + Channel(shift), axes);
            return output;
        }

        Tensor sum = lowering.Statistic(channels, "Sum"), mean = lowering.Statistic(channels, "Mean");
        Tensor squares = lowering.Statistic(channels, "Squares"), inverse = lowering.Statistic(channels, "Inverse");
        Tensor normalized = Affine.HasGain ? lowering.Value(shape, "Normalized") : output;
        Expression count = new SampleCount() * (double)(shape.Size / shape.Channels);
        // The distances from the mean add up to zero, so the squares do not change with the mean.
        Expression distance = x - Expressions.Stop(Channel(mean));
        lowering.Sum(Access.Of(sum, c), x, axes);
        lowering.Map(Access.Of(mean, c), Channel(sum) / count, c);
        lowering.Sum(Access.Of(squares, c), distance * distance, axes);
        lowering.Map(Access.Of(inverse, c), 1.0 / Expressions.Sqrt((Channel(squares) / count) + Epsilon), c);
        lowering.Map(Access.Of(normalized, axes), (x - Channel(mean)) * Channel(inverse), axes);
        if (Affine.HasGain)
            lowering.Map(Access.Of(output, axes), Affine.Of(lowering, new Read(Access.Of(normalized, axes)), c), axes);
        lowering.Update(Access.Of(lowering.Parameter("runningMean"), c), ((1 - Momentum) * Channel(lowering.Parameter("runningMean"))) + (Momentum * Channel(mean)), c);
        lowering.Update(
            Access.Of(lowering.Parameter("runningVariance"), c),
            ((1 - Momentum) * Channel(lowering.Parameter("runningVariance"))) + (Momentum * (Channel(squares) / (count - 1.0))),
            c);
        return output;
    }
}
