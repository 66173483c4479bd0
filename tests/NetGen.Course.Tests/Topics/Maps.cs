using System.Numerics;
using NetGen.Course.Tests.Cases;
using NetGen.Reports;

namespace NetGen.Course.Tests.Topics;

/// <summary>Maps of points of many dimensions. They are made in double, whatever the type of a network.</summary>
internal static class Maps
{
    public static void NeighbourEmbedding<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] points = Doubles(@case.Inputs["X"]), map = Doubles(@case.Inputs["Y"]), gradient = new double[map.Length];
        double[] p = TSneAffinities.OfDeviation(points, @case.Inputs["X"].Count, @case.Inputs["sigma"].Double);
        TSneObjective.Gradient(p, map, gradient);
        @case.Expected["P"].Is(Rounded(p));
        @case.Expected["Q"].Is(Rounded(TSneObjective.Affinities(map)));
        @case.Expected["KL"].Is(T.CreateChecked(TSneObjective.Divergence(p, map)));
        @case.Expected["dKL_dY"].Is(Rounded(gradient));

        static double[] Doubles(Given<T> rows) => [.. rows.Items.SelectMany(row => row.Items).Select(item => item.Double)];
        static T[] Rounded(double[] numbers) => Array.ConvertAll(numbers, number => T.CreateChecked(number));
    }
}
