using System.Numerics;
using NetGen.Course.Tests.Cases;
using NetGen.Course.Tests.Networks;

namespace NetGen.Course.Tests.Topics;

/// <summary>Derivatives of formulas, and of networks with respect to their inputs.</summary>
internal static class Derivatives
{
    public static void GradientAndHessian<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int index = 0;
        foreach (Given<T> point in @case.Inputs["points"].Items)
        {
            (T value, T[] gradient, T[] hessian) = Square(point["x1"].Number, point["x2"].Number, point["y"].Number);
            Answer<T> expected = @case.Expected["results"][index++];
            expected["J"].Is(value);
            expected["grad"].Is(gradient);
            expected["hessian"].Is(hessian);
            expected["mixed"].Is(hessian[1]);
            Assert.Equal(hessian[1], hessian[2]);
        }
    }

    public static void PhysicsLoss<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] parameters = [.. @case.Inputs["w"].Numbers, .. @case.Inputs["b"].Numbers, .. @case.Inputs["v"].Numbers, @case.Inputs["c"].Number];
        T[] points = @case.Inputs["x_collocation"].Numbers;
        (T[] y, T[] dy, T[] d2y) = Columns(Twin<OscillatorCurve, OscillatorCurveDouble>.With<T>(parameters).Forward(points));
        @case.Expected["yhat"].Is(y);
        @case.Expected["dyhat"].Is(dy);
        @case.Expected["d2yhat"].Is(d2y);
        @case.Expected["residual"].Is(Residual(y, dy, d2y));

        // The mean over the points of the equation, and the sum over the two ends.
        Model<T> model = Twin<Oscillator, OscillatorDouble>.With<T>(parameters);
        T[] ends = [T.Zero, @case.Inputs["L"].Number], values = [T.Zero, @case.Inputs["y0"].Number, T.Zero, @case.Inputs["yL"].Number];
        (T physics, T[] physicsGradient) = model.LossAndGradient(points, [.. points.SelectMany(_ => (T[])[T.One, T.Zero])]);
        (T boundary, T[] boundaryGradient) = model.LossAndGradient(ends, values);
        T two = T.CreateChecked(2);
        T[] gradient = [.. physicsGradient.Zip(boundaryGradient, (a, b) => a + (two * b))];
        @case.Expected["loss_phys"].Is(physics);
        @case.Expected["loss_bc"].Is(two * boundary);
        @case.Expected["loss_total"].Is(physics + (two * boundary));
        @case.Expected["grad_w"].Is(gradient.AsSpan(0, 2));
        @case.Expected["grad_b"].Is(gradient.AsSpan(2, 2));
        @case.Expected["grad_v"].Is(gradient.AsSpan(4, 2));
        @case.Expected["grad_c"].Is(gradient.AsSpan(6));
    }

    public static void ExactSolution<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (T[] y, T[] dy, T[] d2y) = Columns(Twin<ExactOscillator, ExactOscillatorDouble>.Create<T>().Forward(@case.Inputs["x"].Numbers));
        @case.Expected["y"].Is(y);
        @case.Expected["dy"].Is(dy);
        @case.Expected["d2y"].Is(d2y);
        @case.Expected["residual"].Is(Residual(y, dy, d2y));
    }

    private static T[] Residual<T>(T[] y, T[] dy, T[] d2y)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Twin<OscillatorEquation, OscillatorEquationDouble>.Create<T>().Forward([.. y.SelectMany((value, i) => (T[])[value, dy[i], d2y[i]])]);

    private static (T[] Value, T[] Slope, T[] Curvature) Columns<T>(T[] rows)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ([.. rows.Where((_, i) => i % 3 == 0)], [.. rows.Where((_, i) => i % 3 == 1)], [.. rows.Where((_, i) => i % 3 == 2)]);

    private static (T Value, T[] Gradient, T[] Hessian) Square<T>(T x1, T x2, T y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            float[] slopes = new float[2], second = new float[4];
            (float a, float b, float c) = (float.CreateChecked(x1), float.CreateChecked(x2), float.CreateChecked(y));
            float value = CourseFormulas.JGradient(a, b, c, slopes);
            CourseFormulas.JHessian(a, b, c, second);
            return (T.CreateChecked(value), (T[])(object)slopes, (T[])(object)second);
        }

        double[] gradient = new double[2], hessian = new double[4];
        (double p, double q, double r) = (double.CreateChecked(x1), double.CreateChecked(x2), double.CreateChecked(y));
        double result = CourseFormulas.JGradient(p, q, r, gradient);
        CourseFormulas.JHessian(p, q, r, hessian);
        return (T.CreateChecked(result), (T[])(object)gradient, (T[])(object)hessian);
    }
}
