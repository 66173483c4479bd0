using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>x / (k + alpha / n * sum of the squares of n neighbouring channels)^beta</c> (Krizhevsky, Sutskever and Hinton, 2012).</summary>
internal sealed record LocalResponseNorm(AttributeRecord Attribute) : Layer
{
    /// <summary>The channels that a sum is taken over.</summary>
    public int Channels => Attribute.Int("size");

    public double Alpha => Attribute.Double("Alpha", 1e-4);

    public double Beta => Attribute.Double("Beta", 0.75);

    public double K => Attribute.Double("K", 1);

    public override IEnumerable<ArgumentProblem> Arguments =>
    [
        .. ArgumentProblems.Positive(Attribute, ["size"]),
        .. Alpha >= 0 && !double.IsInfinity(Alpha) ? [] : new[] { new ArgumentProblem("Alpha", "a finite number from 0 up", Numbers.Text(Alpha)) },
        .. ArgumentProblems.Finite("Beta", Beta),
        .. ArgumentProblems.FiniteAboveZero("K", K),
    ];

    public override Shape? Output(Shape input) => !input.IsVector && input.Size / input.Channels * ((long)input.Channels + Channels - 1) <= int.MaxValue ? input : null;

    public override string Misfit(Shape input) => input.IsVector
        ? $"it normalises the channels of an image or a sequence, not the {input} input"
        : $"{Channels} neighbours are too many for the {input} input";

    public override string Formula(Shape input) =>
        $"output[c] = input[c] * ({Numbers.Text(K)} + {Numbers.Text(Alpha)} / {Channels} * sum over j from -{Channels / 2} to {(Channels - 1) / 2} of input[c + j]^2)^-{Numbers.Text(Beta)}";

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Axis[] axes = NormalizationAxes.Of(shape), outer = axes.Take(axes.Length - 1).ToArray();
        Axis c = axes[axes.Length - 1], j = new("j", Channels);
        Tensor square = lowering.Value(shape, "Square"), sum = lowering.Value(shape, "Sum"), output = lowering.Value(shape);
        Expression x = new Read(Access.Of(input, axes));

        lowering.Map(Access.Of(square, axes), x * x, axes);
        int[] none = outer.Select(_ => 0).ToArray();
        Tensor padded = lowering.Pad(square, [.. none, Channels / 2], [.. none, (Channels - 1) / 2], fill: 0);
        lowering.Sum(Access.Of(sum, axes), new Read(Access.At(padded, [.. outer.Select(Affine.Of), Affine.Of(0, (1, c), (1, j))])), [.. axes, j]);
        Expression mean = (Alpha / Channels) * new Read(Access.Of(sum, axes));
        lowering.Map(Access.Of(output, axes), x * Expressions.Exp(-Beta * Expressions.Log(mean + K)), axes);
        return output;
    }
}
