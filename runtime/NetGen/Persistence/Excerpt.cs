using System.Text;

namespace NetGen;

/// <summary>Text of a file in a message: short, whatever the file has.</summary>
internal static class Excerpt
{
    private const int MaxLength = 80;
    private const int MaxNames = 8;

    /// <summary>The beginning of a text; the whole if it is short.</summary>
    public static string Of(ReadOnlySpan<char> text) =>
        text.Length <= MaxLength ? text.ToString() : $"{text[..MaxLength]}... ({text.Length} characters)";

    /// <inheritdoc cref="Of(ReadOnlySpan{char})"/>
    public static string Of(ReadOnlySpan<byte> utf8) =>
        utf8.Length <= MaxLength ? Encoding.UTF8.GetString(utf8) : $"{Encoding.UTF8.GetString(utf8[..MaxLength])}... ({utf8.Length} bytes)";

    /// <summary>The first names of a list in quotes, and how many more there are.</summary>
    public static string OfNames(IEnumerable<string> names)
    {
        var text = new StringBuilder();
        int count = 0;
        foreach (string name in names)
        {
            if (count < MaxNames)
                text.Append(count == 0 ? "'" : ", '").Append(Of(name)).Append('\'');
            count++;
        }

        if (count > MaxNames)
            text.Append($" and {count - MaxNames} more");
        return count == 0 ? "none" : text.ToString();
    }
}
