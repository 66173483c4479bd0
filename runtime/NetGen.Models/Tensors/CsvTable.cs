using System.Globalization;

namespace NetGen.Models;

/// <summary>Reads numbers with commas between them, as many on each line.</summary>
internal static class CsvTable
{
    public static TensorData Read(string path)
    {
        List<float> numbers = [];
        int rows = 0, columns = 0, line = 0;
        foreach (string text in File.ReadLines(path))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
                continue;
            int before = numbers.Count;
            foreach (Range field in text.AsSpan().Split(','))
            {
                if (!float.TryParse(text.AsSpan()[field], NumberStyles.Float, CultureInfo.InvariantCulture, out float number))
                    throw new InvalidDataException($"Expected a number in line {line}, got '{text.AsSpan()[field].Trim()}'.");
                numbers.Add(number);
            }

            columns = rows == 0 ? numbers.Count : columns;
            if (numbers.Count - before != columns)
                throw new InvalidDataException($"Expected {columns} numbers in line {line} as in the first, got {numbers.Count - before}.");
            rows++;
        }

        return rows == 0 ? throw new InvalidDataException("Expected lines of numbers, got none.")
            : new TensorData([rows, columns], [.. numbers]);
    }
}
