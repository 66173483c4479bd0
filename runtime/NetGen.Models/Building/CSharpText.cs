using System.Globalization;
using System.Text;

namespace NetGen.Models.Building;

/// <summary>Values as C#.</summary>
internal static class CSharpText
{
    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The shortest text of a number that was written in single precision.</summary>
    public static string Of(float value) => float.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture)
        : throw new InvalidDataException($"Expected a finite number, got {value.ToString(CultureInfo.InvariantCulture)}.");

    public static string Of(bool value) => value ? "true" : "false";

    /// <summary>A number of single precision inside an expression of single precision.</summary>
    public static string Single(float value) => Of(value) + "f";

    public static string Of(params ReadOnlySpan<int> values)
    {
        var text = new StringBuilder("new[] { ");
        for (int i = 0; i < values.Length; i++)
            text.Append(i == 0 ? string.Empty : ", ").Append(Of(values[i]));
        return text.Append(" }").ToString();
    }

    /// <summary>A name as an identifier in Pascal case; letters, digits and underscores of ASCII alone.</summary>
    public static string Identifier(string name)
    {
        var text = new StringBuilder();
        bool starts = true;
        foreach (char character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character))
            {
                starts = true;
                continue;
            }

            if (text.Length == 0 && char.IsAsciiDigit(character))
                text.Append('N');
            text.Append(starts ? char.ToUpperInvariant(character) : character);
            starts = false;
        }

        return text.Length == 0 ? "Model" : text.ToString();
    }

    public static bool IsIdentifier(string name) =>
        name.Length is > 0 and <= 512 && (char.IsLetter(name[0]) || name[0] == '_')
            && name.All(character => char.IsLetterOrDigit(character) || character == '_');

    /// <summary>Text of a file as the rest of a comment line: printable, and not long.</summary>
    public static string Comment(string text)
    {
        const int most = 100;
        string line = string.Concat(
            text.Select(character => char.IsControl(character) || character is '\u2028' or '\u2029' or '\u0085' ? ' ' : character)).Trim();
        return line.Length > most ? line[..most] + "..." : line;
    }
}
