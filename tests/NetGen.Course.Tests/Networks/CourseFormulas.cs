namespace NetGen.Course.Tests.Networks;

/// <summary>Formulas of the course, whose derivatives are generated.</summary>
internal static partial class CourseFormulas
{
    /// <summary>Half the squared distance of x1^2 x2 from y.</summary>
    [Formula]
    private static double J(double x1, double x2, [Target] double y) => 0.5 * Math.Pow(x1 * x1 * x2 - y, 2);

    /// <inheritdoc cref="J(double, double, double)"/>
    [Formula]
    private static float J(float x1, float x2, [Target] float y) => 0.5f * MathF.Pow(x1 * x1 * x2 - y, 2);
}
