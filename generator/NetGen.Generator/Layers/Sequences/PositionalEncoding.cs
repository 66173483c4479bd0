using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>Adds sines and cosines of the step to the features (Vaswani et al., 2017).</summary>
internal sealed record PositionalEncoding(AttributeRecord Attribute) : Layer
{
    public override Shape? Output(Shape input) => input.Rank == 2 ? input : null;

    public override string Misfit(Shape input) => $"places are told apart in a sequence (steps, features), not in the {input} input";

    public override string Formula(Shape input) => "output[t, 2i] = input[t, 2i] + sin(t / 10000^(2i / features)), output[t, 2i + 1] = input[t, 2i + 1] + cos of the same";

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        int features = shape.Channels;
        double[] encoding = [.. Enumerable.Range(0, (int)shape.Size).Select(i => Encode(i / features, i % features, features))];
        Axis t = new("t", shape.Extents[0]), c = new("c", features);
        Tensor output = lowering.Value(shape);
        lowering.Map(Access.Of(output, t, c), new Read(Access.Of(input, t, c)) + new Table(new(encoding), Affine.Of(0, (features, t), (1, c))) { Name = "Places" }, t, c);
        return output;
    }

    private static double Encode(int step, int feature, int features)
    {
        double angle = step * Exp(-2 * (feature / 2) / (double)features * LogOfBase);
        // Whole turns do not count.
        angle -= Math.Floor(angle / (2 * Math.PI)) * 2 * Math.PI;
        return feature % 2 == 0 ? Sin(angle) : Sin(angle + (Math.PI / 2));
    }

    /// <summary>ln 10000.</summary>
    private const double LogOfBase = 9.210340371976182736;

    // Series of our own: those of the base library differ from machine to machine in their last bits.
    private static double Exp(double x)
    {
        double power = 1, sum = 1;
        for (int i = 1; i <= 20; i++)
            sum += power *= x / 64 / i;
        for (int i = 0; i < 6; i++)
            sum *= sum;
        return sum;
    }

    private static double Sin(double x)
    {
        double term = x, sum = x;
        for (int i = 1; i <= 30; i++)
            sum += term *= -x * x / (2 * i * ((2 * i) + 1));
        return sum;
    }
}
