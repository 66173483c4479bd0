using System.Numerics;
using System.Text.Json;

namespace NetGen.Course.Tests.Cases;

/// <summary>
/// How near an answer must come. In double as the case states it, element by element: |got - expected| &lt;= abs + rel |expected|.
/// In float over a whole tensor: max|got - expected| &lt;= 1e-5 max|expected|, or 1e-7. A case that asks for exact numbers gets them in both.
/// </summary>
internal sealed class Tolerance(JsonElement json)
{
    private const double FloatRelative = 1e-5;
    private const double FloatFloor = 1e-7;

    private readonly double _absolute = json.GetProperty("abs").GetDouble();
    private readonly double _relative = json.GetProperty("rel").GetDouble();

    /// <summary>Asserts that one tensor is near enough.</summary>
    public void Check<T>(string name, ReadOnlySpan<double> expected, ReadOnlySpan<T> got)
        where T : unmanaged, INumberBase<T>
    {
        Assert.True(expected.Length == got.Length, $"{name}: expected {expected.Length} numbers, got {got.Length}.");
        double largest = 0;
        foreach (double value in expected)
            largest = Math.Max(largest, Math.Abs(value));

        for (int i = 0; i < got.Length; i++)
        {
            double value = double.CreateChecked(got[i]);
            double allowed = Allowed<T>(expected[i], largest);
            // Written so that NaN fails.
            Assert.True(Math.Abs(value - expected[i]) <= allowed, FormattableString.Invariant($"{name}, element {i}: expected {expected[i]:R} within {allowed:G3}, got {value:R}."));
        }
    }

    private double Allowed<T>(double expected, double largest)
    {
        if (_absolute == 0 && _relative == 0)
            return 0;
        return typeof(T) == typeof(double)
            ? _absolute + (_relative * Math.Abs(expected))
            : Math.Max(FloatRelative * largest, FloatFloor);
    }
}
