using System.Globalization;

namespace NetGen;

/// <summary>Writes numbers as text that is read back to the bit.</summary>
internal static class MetadataWriter
{
    /// <summary>Stands for a number that there is not.</summary>
    public const string None = "-";

    /// <summary>The most numbers in an entry whose length the reader does not know.</summary>
    public const int MostNumbers = 1 << 16;

    /// <summary>Numbers, with a space between them.</summary>
    public static string Text(params IEnumerable<double?> numbers) =>
        string.Join(' ', numbers.Select(number => number?.ToString("R", CultureInfo.InvariantCulture) ?? None));

    /// <inheritdoc cref="Text(IEnumerable{double?})"/>
    public static string Text(IEnumerable<double> numbers) => Text(numbers.Select(number => (double?)number));

    /// <summary>A whole number.</summary>
    public static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>True or false.</summary>
    public static string Text(bool truth) => truth ? "true" : "false";
}
