using System.Numerics;
using NetGen.Course.Tests.Cases;
using NetGen.Course.Tests.Networks;

namespace NetGen.Course.Tests.Topics;

/// <summary>Networks whose values are read more than once.</summary>
internal static class Graphs
{
    /// <summary>The second and third gate stand side by side: each reads the first gate and one of the inputs.</summary>
    public static void XorFromNand<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] w = @case.Inputs["nand"]["w"].Numbers;
        T b = @case.Inputs["nand"]["b"].Number;
        // In the order first gate, x1, x2: a row of two weights for each, then two biases.
        T[] parameters = [.. w, b, w[1], w[1], w[0], T.Zero, T.Zero, w[0], b, b, .. w, b];
        Model<T> model = Twin<Networks.XorFromNand, XorFromNandDouble>.With<T>(parameters);
        T[] x = @case.Inputs["x"].Numbers;
        @case.Expected["y"].Is(model.Forward(x));

        Model<T> gate = Twin<Perceptron, PerceptronDouble>.With<T>([.. w, b]);
        T[] n1 = gate.Forward(x);
        @case.Expected["n1"].Is(n1);
        @case.Expected["n2"].Is(gate.Forward([.. n1.SelectMany((n, i) => new[] { x[2 * i], n })]));
        @case.Expected["n3"].Is(gate.Forward([.. n1.SelectMany((n, i) => new[] { x[(2 * i) + 1], n })]));
    }

    public static void Residual<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] first = @case.Inputs["Wa"].Numbers, weights = [.. first, .. @case.Inputs["Wb"].Numbers];
        Model<T> model = Twin<ResidualBlock, ResidualBlockDouble>.With<T>(weights);
        T[] x = @case.Inputs["x"].Numbers, upstream = @case.Inputs["upstream"].Numbers;
        @case.Expected["z1"][0].Is(Twin<ResidualProduct, ResidualProductDouble>.With<T>(first).Forward(x));
        @case.Expected["z2"][0].Is(Twin<ResidualSum, ResidualSumDouble>.With<T>(weights).Forward(x));
        @case.Expected["y"][0].Is(model.Forward(x));
        (T[] parameters, T[] inputs) = model.Backward(x, upstream);
        for (int row = 0; row < 3; row++)
        {
            @case.Expected["dWa"][row].Is(parameters.AsSpan(3 * row, 3));
            @case.Expected["dWb"][row].Is(parameters.AsSpan(9 + (3 * row), 3));
        }

        @case.Expected["dX"][0].Is(inputs);
    }
}
