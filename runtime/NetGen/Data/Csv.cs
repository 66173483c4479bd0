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
    /// <exception cref="InvalidDataException">A line has another number of columns, a field is no finite number (the message names line and
    /// column), or there is no sample.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ArgumentException">The target lies outside the columns, or <paramref name="inputShape"/> does not fit
    /// them.</exception>
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
            size = extent < 1 || size > columns ? -1 : size * extent;
        if (size != columns)
            throw new ArgumentException(
                $"Expected a shape for the {columns} input columns, got {string.Join(" x ", wanted.ToArray())}.", "inputShape");
        return wanted.ToArray();
    }

    private static (T[] Inputs, T[] Targets, int InputColumns) ReadColumns<T>(string path, Index target, bool header, char separator)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var inputs = new NumberCollector<T>();
        var targets = new NumberCollector<T>();
        using var reader = new StreamReader(DataFile.OpenRead(path));
        var rows = new CsvRows<T>(reader, path, separator);
        if (header)
            rows.SkipLine();
        while (rows.Read())
        {
            int targetColumn = target.GetOffset(rows.Row.Length);
            if (targetColumn < 0 || targetColumn >= rows.Row.Length)
                throw new ArgumentOutOfRangeException(
                    nameof(target), $"Expected a target among the {rows.Row.Length} columns of '{path}', got {target}.");
            inputs.Add(rows.Row[..targetColumn]);
            targets.Add(rows.Row.Slice(targetColumn, 1));
            inputs.Add(rows.Row[(targetColumn + 1)..]);
        }

        if (targets.Count == 0)
            throw new InvalidDataException($"Expected at least 1 sample in '{path}', got none.");
        return (inputs.ToArray(), targets.ToArray(), rows.Row.Length - 1);
    }
}
