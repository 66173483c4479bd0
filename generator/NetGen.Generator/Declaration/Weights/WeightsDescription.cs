using System.Globalization;
using System.Text;

namespace NetGen.Generator.Declaration;

/// <summary>Reads the description of a weights file, which a step of the build writes: an analyzer may not read files, and has no reader of JSON.</summary>
internal static class WeightsDescription
{
    /// <summary>The ending of the name of a description among the additional files.</summary>
    public const string Extension = ".netgenweights";

    private const string Head = "netgen-weights\t1";

    /// <summary>A file as its description has it; null for a text that is no description of this version.</summary>
    public static WeightsFile? Parse(string text)
    {
        string[][] lines = [.. text.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0).Select(line => line.Split('\t'))];
        if (lines.Length == 0 || string.Join("\t", lines[0]) != Head)
            return null;
        string? name = null, fault = null;
        long length = 0;
        bool hasScaler = false;
        List<WeightsTensor> tensors = [];
        foreach (string[] line in lines.Skip(1))
        {
            switch (line[0], line.Length)
            {
                case ("name", 2): name = Unescape(line[1]); break;
                case ("length", 2) when IsNumber(line[1], out long count): length = count; break;
                case ("fault", 2): fault = Unescape(line[1]); break;
                case ("scaler", 1): hasScaler = true; break;
                case ("tensor", 6 or 8) when Tensor(line) is { } tensor: tensors.Add(tensor); break;
                default: return null;
            }
        }

        return name is null ? null : new WeightsFile(name, length, tensors.ToEquatableArray()) { Fault = fault, HasScaler = hasScaler };
    }

    private static WeightsTensor? Tensor(string[] line)
    {
        if (!IsNumber(line[5], out long offset))
            return null;
        string[] extents = line[3].Length == 0 ? [] : line[3].Split(',');
        if (!extents.All(extent => IsNumber(extent, out long size) && size <= int.MaxValue))
            return null;
        EquatableArray<int> shape = extents.Select(extent => int.Parse(extent, CultureInfo.InvariantCulture)).ToEquatableArray();
        return new WeightsTensor(Unescape(line[1]), Unescape(line[2]), shape, line[4], offset)
        {
            NotFinite = line.Length == 8 ? $"{line[7]} at {line[6]}" : null,
        };
    }

    private static bool IsNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string Unescape(string text)
    {
        StringBuilder plain = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            bool isEscape = text[i] == '\\' && i + 1 < text.Length;
            plain.Append(!isEscape ? text[i] : text[++i] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', char other => other });
        }

        return plain.ToString();
    }
}
