using System.Globalization;

namespace NetGen;

/// <summary>Reads numbers and words from the metadata of a file.</summary>
internal sealed class MetadataReader(IReadOnlyDictionary<string, string> metadata)
{
    /// <summary>The most steps that are counted: beyond, a count is no longer exact as a double.</summary>
    private const long MostSteps = 1L << 53;

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
            : throw new InvalidDataException($"Expected a whole number from 0 to {most} as '{key}', got '{Excerpt.Of(Text(key))}'.");

    /// <summary>A count of steps, which goes on from there.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is absurd.</exception>
    public long Steps(string key)
    {
        long steps = Integer(key);
        return steps <= MostSteps ? steps : throw new InvalidDataException($"Expected at most {MostSteps} steps as '{key}', got {steps}.");
    }

    /// <summary>64 bits as a whole number.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public ulong Bits(string key) =>
        ulong.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : throw new InvalidDataException($"Expected a whole number as '{key}', got '{Excerpt.Of(Text(key))}'.");

    /// <summary>True or false.</summary>
    /// <exception cref="InvalidDataException">There is neither.</exception>
    public bool Truth(string key) => Text(key) switch
    {
        "true" => true,
        "false" => false,
        _ => throw new InvalidDataException($"Expected true or false as '{key}', got '{Excerpt.Of(Text(key))}'."),
    };

    /// <summary>Words with spaces between them.</summary>
    /// <param name="key">The key.</param>
    /// <param name="most">How many there may be.</param>
    /// <exception cref="InvalidDataException">There are more.</exception>
    public string[] Words(string key, int most)
    {
        string text = Text(key);
        int count = Count(text);
        return count <= most ? Split(text) : throw new InvalidDataException($"Expected at most {most} words as '{key}', got {count}.");
    }

    /// <summary>Numbers, or null where a dash stands for none, with spaces between them.</summary>
    /// <exception cref="InvalidDataException">One is no number, or there are more or fewer than <paramref name="count"/>.</exception>
    public double?[] Numbers(string key, int count)
    {
        string text = Text(key);
        int given = Count(text);
        if (given != count)
            throw new InvalidDataException($"Expected {count} numbers as '{key}', got {given}.");
        return Array.ConvertAll(Split(text), word => word == MetadataWriter.None ? (double?)null : Parse(key, word));
    }

    /// <summary>Numbers, none left out and none NaN.</summary>
    /// <param name="key">The key.</param>
    /// <param name="count">How many there are; null for any number up to <see cref="MetadataWriter.MostNumbers"/>.</param>
    /// <exception cref="InvalidDataException">One is no number, or there are more or fewer.</exception>
    public double[] AllNumbers(string key, int? count = null)
    {
        string text = Text(key);
        int given = Count(text);
        if (given != (count ?? Math.Min(given, MetadataWriter.MostNumbers)))
            throw new InvalidDataException($"Expected {count ?? MetadataWriter.MostNumbers} "
                + $"numbers{(count is null ? " at most" : string.Empty)} as '{key}', got {given}.");
        return Array.ConvertAll(Split(text), word => Parse(key, word) is var number && !double.IsNaN(number)
            ? number
            : throw new InvalidDataException($"Expected numbers as '{key}', got '{word}'."));
    }

    /// <summary>A finite number.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public double Finite(string key)
    {
        double number = AllNumbers(key, 1)[0];
        return double.IsFinite(number)
            ? number : throw new InvalidDataException($"Expected a finite number as '{key}', got '{Excerpt.Of(Text(key))}'.");
    }

    /// <summary>A finite number that is not negative.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public double NotNegative(string key)
    {
        double number = AllNumbers(key, 1)[0];
        return double.IsFinite(number) && number >= 0
            ? number : throw new InvalidDataException($"Expected a finite number of at least 0 as '{key}', got '{Excerpt.Of(Text(key))}'.");
    }

    /// <summary>Counts words without making them: a file may have millions where a few are expected.</summary>
    private static int Count(ReadOnlySpan<char> text)
    {
        int count = 0;
        for (int i = 0; i < text.Length; i++)
            count += text[i] != ' ' && (i == 0 || text[i - 1] == ' ') ? 1 : 0;
        return count;
    }

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static double Parse(string key, string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new InvalidDataException($"Expected numbers as '{key}', got '{Excerpt.Of(word)}'.");
}
