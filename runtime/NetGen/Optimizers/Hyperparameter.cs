namespace NetGen;

/// <summary>The checks that optimisers and schedules make of their numbers.</summary>
internal static class Hyperparameter
{
    public static double NotNegative(double value, string name) =>
        double.IsFinite(value) && value >= 0 ? value : throw Wrong(value, name, "a finite number of at least 0");

    public static double Positive(double value, string name) =>
        double.IsFinite(value) && value > 0 ? value : throw Wrong(value, name, "a finite number above 0");

    public static double BelowOne(double value, string name) =>
        value is >= 0 and < 1 ? value : throw Wrong(value, name, "a number from 0 to 1, 1 excluded");

    public static double Fraction(double value, string name) =>
        value is >= 0 and <= 1 ? value : throw Wrong(value, name, "a number from 0 to 1");

    public static double AtLeastOne(double value, string name) =>
        double.IsFinite(value) && value >= 1 ? value : throw Wrong(value, name, "a finite number of at least 1");

    public static long AtLeastOne(long value, string name) =>
        value >= 1 ? value : throw Wrong(value, name, "a number of at least 1");

    public static int NotNegative(int value, string name) =>
        value >= 0 ? value : throw Wrong(value, name, "a number of at least 0");

    /// <summary>What is added under the root and what after it.</summary>
    public static (double InsideRoot, double OutsideRoot) Epsilon(double epsilon, EpsilonPlacement placement)
    {
        Positive(epsilon, nameof(epsilon));
        return placement switch
        {
            EpsilonPlacement.OutsideRoot => (0, epsilon),
            EpsilonPlacement.InsideRoot => (epsilon, 0),
            _ => throw new ArgumentOutOfRangeException("epsilonPlacement", $"Expected OutsideRoot or InsideRoot, got {placement}."),
        };
    }

    private static ArgumentOutOfRangeException Wrong(double value, string name, string expected) =>
        new(name, FormattableString.Invariant($"Expected {expected}, got {value}."));
}
