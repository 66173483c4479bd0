using System.Numerics;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>Rows of numbers, one a sample, read in either number type.</summary>
internal abstract class NumberTable(int width)
{
    /// <summary>The numbers in a row.</summary>
    public int Width { get; } = width;

    /// <summary>The number of rows.</summary>
    public abstract int Count { get; }

    /// <summary>The type the numbers are kept in.</summary>
    public abstract Precision Precision { get; }

    /// <summary>One number.</summary>
    public abstract double this[int row, int column] { get; }

    /// <summary>Copies a row, converting where the types differ.</summary>
    public abstract void CopyRow<T>(int row, Span<T> destination)
        where T : unmanaged, INumberBase<T>;

    /// <summary>The chosen rows over the same numbers.</summary>
    public abstract NumberTable Select(ReadOnlySpan<int> rows);
}

/// <summary>Rows of an array; <paramref name="order"/> says which, null stands for all of them as they lie.</summary>
internal sealed class NumberTable<TStored>(TStored[] numbers, int width, int[]? order = null) : NumberTable(width)
    where TStored : unmanaged, INumberBase<TStored>
{
    public override int Count => order?.Length ?? (numbers.Length / Width);

    public override Precision Precision => typeof(TStored) == typeof(double) ? Precision.Double : Precision.Single;

    public override double this[int row, int column] => double.CreateTruncating(Row(row)[column]);

    public override void CopyRow<T>(int row, Span<T> destination)
    {
        ReadOnlySpan<TStored> source = Row(row);
        if (typeof(T) == typeof(TStored))
        {
            MemoryMarshal.Cast<TStored, T>(source).CopyTo(destination);
            return;
        }

        for (int i = 0; i < source.Length; i++)
            destination[i] = T.CreateTruncating(source[i]);
    }

    public override NumberTable Select(ReadOnlySpan<int> rows)
    {
        int[] selected = rows.ToArray();
        if (order is not null)
        {
            for (int i = 0; i < selected.Length; i++)
                selected[i] = order[selected[i]];
        }

        return new NumberTable<TStored>(numbers, Width, selected);
    }

    private ReadOnlySpan<TStored> Row(int row) => numbers.AsSpan((order is null ? row : order[row]) * Width, Width);
}
