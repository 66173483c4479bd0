using System.Globalization;
using System.Numerics;

namespace NetGen;

/// <summary>
/// Reads text files with one sample a line and the same number of columns in each, compressed with gzip or not. Numbers
/// are written with a point, whatever the culture of the machine. Blank lines count for nothing.
/// </summary>
public static class Csv
{
    /// <summary>A data set from a text file: one column is the target, the others are the input.</summary>
    /// <param name="path">The file.</param>
    /// <param name="target">The column of the target, such as <c>0</c>. Default: the last.</param>
    /// <param name="header">Whether the first line holds no sample.</param>
    /// <param name="separator">What stands between columns.</param>
    /// <param name="inputShape">The extents of one input. Default: a vector of all columns but the target.</param>
    /// <param name="precision">The type to keep the numbers in.</param>
    /// <exception cref="InvalidDataException">A line has another number of columns, a field is no finite number (the message names line and column), or there is no sample.</exception>
    /// <exception cref="ArgumentException">The target lies outside the columns, or <paramref name="inputShape"/> does not fit them.</exception>
    public static Dataset Read(
        string path,
        Index? target = null,
        bool header = false,
        char separator = ',',
        ReadOnlySpan<int> inputShape = default,
        Precision precision = Precision.Single)
    {
        if (precision == Precision.Double)
        {
            (double[] inputs, double[] targets, int columns) = ReadColumns<double>(path, target ?? ^1, header, separator);
            return Dataset.FromArrays(inputs, targets, Shape(inputShape, columns));
        }
        else
        {
            (float[] inputs, float[] targets, int columns) = ReadColumns<float>(path, target ?? ^1, header, separator);
            return Dataset.FromArrays(inputs, targets, Shape(inputShape, columns));
        }
    }

    private static int[] Shape(ReadOnlySpan<int> wanted, int columns)
    {
        if (wanted.IsEmpty)
            return [columns];
        long size = 1;
        foreach (int extent in wanted)
            size *= extent;
        if (size != columns)
            throw new ArgumentException($"Expected a shape for the {columns} input columns, got {string.Join(" x ", wanted.ToArray())}.", "inputShape");
        return wanted.ToArray();
    }

    private static (T[] Inputs, T[] Targets, int InputColumns) ReadColumns<T>(string path, Index target, bool header, char separator)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var inputs = new List<T>();
        var targets = new List<T>();
        int columns = 0;
        int targetColumn = 0;
        int number = 0;

        using var reader = new StreamReader(DataFile.OpenRead(path));
        if (header)
        {
            number++;
            reader.ReadLine();
        }

        while (reader.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            int given = line.AsSpan().Count(separator) + 1;
            if (columns == 0)
            {
                columns = given;
                targetColumn = target.GetOffset(columns);
                if (columns < 2)
                    throw new InvalidDataException($"Expected at least 2 columns separated by '{separator}' in '{path}', got {columns} in line {number}.");
                if (targetColumn < 0 || targetColumn >= columns)
                    throw new ArgumentOutOfRangeException(nameof(target), $"Expected a target among the {columns} columns of '{path}', got {target}.");
            }

            if (given != columns)
                throw new InvalidDataException($"Expected {columns} columns in '{path}', got {given} in line {number}.");

            int column = 0;
            foreach (Range field in line.AsSpan().Split(separator))
            {
                ReadOnlySpan<char> text = line.AsSpan()[field];
                if (!T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out T value) || !T.IsFinite(value))
                    throw new InvalidDataException($"Expected a finite number in '{path}', line {number}, column {column + 1}, got '{text}'.");
                (column == targetColumn ? targets : inputs).Add(value);
                column++;
            }
        }

        if (targets.Count == 0)
            throw new InvalidDataException($"Expected at least 1 sample in '{path}', got none.");
        return ([.. inputs], [.. targets], columns - 1);
    }
}
