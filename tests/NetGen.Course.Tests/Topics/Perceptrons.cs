using System.Numerics;
using NetGen.Course.Tests.Cases;
using NetGen.Course.Tests.Networks;

namespace NetGen.Course.Tests.Topics;

/// <summary>Logic gates from thresholds.</summary>
internal static class Perceptrons
{
    public static void Gate<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] parameters = [.. @case.Inputs["w"].Numbers, @case.Inputs["b"].Number];
        T[] x = @case.Inputs["x"].Numbers;

        @case.Expected["z"].Is(Twin<Affine2To1, Affine2To1Double>.With<T>(parameters).Forward(x));
        @case.Expected["y"].Is(Twin<Perceptron, PerceptronDouble>.With<T>(parameters).Forward(x));
    }

    /// <summary>Both inputs of the second gate are the first gate's answer, which therefore stands in the first layer twice.</summary>
    public static void AndFromNand<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] x = @case.Inputs["x"].Numbers;
        T[] w = @case.Inputs["nand"]["w"].Numbers;
        T b = @case.Inputs["nand"]["b"].Number;

        @case.Expected["n"].Is(Twin<Perceptron, PerceptronDouble>.With<T>([.. w, b]).Forward(x));
        T[] twice = [w[0], w[0], w[1], w[1], b, b];
        @case.Expected["y"].Is(Twin<TwoLevelPerceptron, TwoLevelPerceptronDouble>.With<T>([.. twice, .. w, b]).Forward(x));
    }

    public static void XorIsNotLinear<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] x = @case.Inputs["x"].Numbers, y = @case.Inputs["y"].Numbers;
        Given<T> grid = @case.Inputs["grid"];
        T first = grid["min"].Number, last = grid["max"].Number, step = grid["step"].Number;
        var axis = new List<T>();
        for (T value = first; value <= last; value += step)
            axis.Add(value);

        Model<T> perceptron = Twin<Perceptron, PerceptronDouble>.Create<T>();
        int solutions = 0;
        foreach (T w1 in axis)
        {
            foreach (T w2 in axis)
            {
                foreach (T b in axis)
                {
                    ReadOnlySpan<T> parameters = [w1, w2, b];
                    parameters.CopyTo(perceptron.Parameters);
                    if (perceptron.Forward(x).AsSpan().SequenceEqual(y))
                        solutions++;
                }
            }
        }

        @case.Expected["solutions_on_grid"].Is(solutions);
    }
}
