using System.Globalization;

namespace NetGen.Generator.Declaration;

/// <summary>Numbers as text, the same under every culture.</summary>
internal static class Numbers
{
    public static string Text(int value) => Text((long)value);

    public static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A product of counts; what is too many for any memory is <see cref="Countless"/>, so that no arithmetic on mistaken sizes overflows.</summary>
    public static long Product(params long[] factors) => Product((IEnumerable<long>)factors);

    /// <summary>A product of counts, at most <see cref="Countless"/>.</summary>
    public static long Product(IEnumerable<long> factors) => factors.Aggregate(1L, (product, factor) => product >= Countless / Math.Max(1, factor) ? Countless : product * factor);

    /// <summary>More than any memory holds.</summary>
    public const long Countless = 1L << 56;

    /// <summary>With groups from five digits on, for people: 1810, and 100,480.</summary>
    public static string Grouped(decimal value) => value.ToString(Math.Abs(value) < 10_000 ? "F0" : "N0", CultureInfo.InvariantCulture);

    /// <summary>How many of a thing: 1 vector, 2 vectors.</summary>
    public static string Count(int count, string thing) => count == 1 ? $"1 {thing}" : $"{Grouped(count)} {thing}s";
}
