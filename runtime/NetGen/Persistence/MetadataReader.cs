using System.Globalization;

namespace NetGen;

/// <summary>Reads numbers and words from the metadata of a file.</summary>
internal sealed class MetadataReader(IReadOnlyDictionary<string, string> metadata)
{
    /// <summary>Whether there is such an entry.</summary>
    public bool Has(string key) => metadata.ContainsKey(key);

    /// <summary>A word.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public string Text(string key) =>
        metadata.TryGetValue(key, out string? text) ? text : throw new InvalidDataException($"Expected '{key}' in the metadata, got none.");

    /// <summary>A whole number from 0 to <paramref name="most"/>.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public long Integer(string key, long most = long.MaxValue) =>
        long.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value <= most
            ? value
            : throw new InvalidDataException($"Expected a whole number from 0 to {most} as '{key}', got '{Text(key)}'.");

    /// <summary>64 bits as a whole number.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public ulong Bits(string key) =>
        ulong.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : throw new InvalidDataException($"Expected a whole number as '{key}', got '{Text(key)}'.");

    /// <summary>True or false.</summary>
    /// <exception cref="InvalidDataException">There is neither.</exception>
    public bool Truth(string key) => Text(key) switch
    {
        "true" => true,
        "false" => false,
        _ => throw new InvalidDataException($"Expected true or false as '{key}', got '{Text(key)}'."),
    };

    /// <summary>Numbers, or null where a dash stands for none, with a space between them.</summary>
    /// <exception cref="InvalidDataException">One is no number, or there are more or fewer than <paramref name="count"/>.</exception>
    public double?[] Numbers(string key, int? count = null)
    {
        string[] words = Text(key).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (count is { } expected && words.Length != expected)
            throw new InvalidDataException($"Expected {expected} numbers as '{key}', got {words.Length}.");
        return Array.ConvertAll(words, word => word == MetadataWriter.None ? null : Parse(key, word));
    }

    /// <summary>Numbers, none left out.</summary>
    /// <exception cref="InvalidDataException">One is no number, or there are more or fewer than <paramref name="count"/>.</exception>
    public double[] AllNumbers(string key, int? count = null) =>
        Array.ConvertAll(Numbers(key, count), number => number ?? throw new InvalidDataException($"Expected numbers as '{key}', got '{Text(key)}'."));

    /// <summary>A finite number that is not negative.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public double NotNegative(string key)
    {
        double number = AllNumbers(key, 1)[0];
        return double.IsFinite(number) && number >= 0 ? number : throw new InvalidDataException($"Expected a finite number of at least 0 as '{key}', got '{Text(key)}'.");
    }

    private static double? Parse(string key, string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new InvalidDataException($"Expected numbers as '{key}', got '{word}'.");
}
