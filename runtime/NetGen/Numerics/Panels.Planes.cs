using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen;

/// <content>Images plane by plane, and vectors of every second number of a plane.</content>
public static partial class Panels
{
    /// <summary>
    /// Makes rows of columns: <c>target[column][row] = matrix[row][column]</c>. An image pixel by pixel becomes planes, or planes become an
    /// image.
    /// </summary>
    /// <param name="matrix">The matrix, <c>[rows][columns]</c>.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="target">Where it goes, <c>[columns][rows]</c>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose<T>(ref T matrix, int rows, int columns, ref T target)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) && columns == 3 && Vector256.IsHardwareAccelerated)
            TransposeThree(ref Unsafe.As<T, float>(ref matrix), rows, ref Unsafe.As<T, float>(ref target));
        else
            TransposeFrom(0, ref matrix, rows, columns, ref target);
    }

    /// <summary>The rows from <paramref name="first"/> on, the longer of both ways in the inner loop.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeFrom<T>(nint first, ref T matrix, int rows, int columns, ref T target)
        where T : unmanaged
    {
        if (rows - first < columns)
        {
            for (nint row = first; row < rows; row++)
                Spread(ref Unsafe.Add(ref matrix, row * columns), 1, ref Unsafe.Add(ref target, row), rows, columns);
            return;
        }

        for (nint column = 0; column < columns; column++)
            Spread(ref Unsafe.Add(ref matrix, (first * columns) + column), columns, ref Unsafe.Add(ref target, (column * rows) + first), 1,
                rows - first);
    }

    /// <summary>Copies <paramref name="count"/> numbers that lie some way apart to places that do, too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread<T>(ref T from, nint fromStep, ref T to, nint toStep, nint count)
        where T : unmanaged
    {
        for (; count >= 4; count -= 4)
        {
            to = from;
            Unsafe.Add(ref to, toStep) = Unsafe.Add(ref from, fromStep);
            Unsafe.Add(ref to, 2 * toStep) = Unsafe.Add(ref from, 2 * fromStep);
            Unsafe.Add(ref to, 3 * toStep) = Unsafe.Add(ref from, 3 * fromStep);
            from = ref Unsafe.Add(ref from, 4 * fromStep);
            to = ref Unsafe.Add(ref to, 4 * toStep);
        }

        for (; count > 0; count--)
        {
            to = from;
            from = ref Unsafe.Add(ref from, fromStep);
            to = ref Unsafe.Add(ref to, toStep);
        }
    }

    /// <summary>
    /// Colours: of three vectors with 8 rows, the numbers of one column lie in 8 different lanes, so two blends bring them together
    /// and one shuffle puts them in order.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TransposeThree(ref float matrix, int rows, ref float target)
    {
        nint row = 0;
        for (; row + 8 <= rows; row += 8)
        {
            ref float from = ref Unsafe.Add(ref matrix, 3 * row);
            Vector256<float> first = Vector256.LoadUnsafe(ref from), second = Vector256.LoadUnsafe(ref from, 8),
                third = Vector256.LoadUnsafe(ref from, 16);
            ref float to = ref Unsafe.Add(ref target, row);
            Vector256.Shuffle(Blend(first, second, third), Vector256.Create(0, 3, 6, 1, 4, 7, 2, 5)).StoreUnsafe(ref to);
            Vector256.Shuffle(Blend(third, first, second), Vector256.Create(1, 4, 7, 2, 5, 0, 3, 6))
                .StoreUnsafe(ref Unsafe.Add(ref to, rows));
            Vector256.Shuffle(Blend(second, third, first), Vector256.Create(2, 5, 0, 3, 6, 1, 4, 7))
                .StoreUnsafe(ref Unsafe.Add(ref to, 2 * (nint)rows));
        }

        TransposeFrom(row, ref matrix, rows, 3, ref target);
    }

    /// <summary>Lanes 0, 3 and 6 of the first vector, 1, 4 and 7 of the second, 2 and 5 of the third.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Blend(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Vector256.ConditionalSelect(
        Vector256.Create(-1, 0, 0, -1, 0, 0, -1, 0).AsSingle(),
        a,
        Vector256.ConditionalSelect(Vector256.Create(0, -1, 0, 0, -1, 0, 0, -1).AsSingle(), b, c));

    /// <summary>Every second number from <paramref name="first"/> on; twice as many as a vector has are read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> LoadEverySecond(ref float first)
    {
        if (Vector<float>.Count == Vector512<float>.Count)
        {
            Vector512<int> even = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 0, 2, 4, 6, 8, 10, 12, 14);
            return Vector512.Create(
                Vector512.Shuffle(Vector512.LoadUnsafe(ref first), even).GetLower(),
                Vector512.Shuffle(Vector512.LoadUnsafe(ref first, 16), even).GetLower()).AsVector();
        }

        if (Vector<float>.Count == Vector256<float>.Count)
        {
            Vector256<int> even = Vector256.Create(0, 2, 4, 6, 0, 2, 4, 6);
            return Vector256.Create(
                Vector256.Shuffle(Vector256.LoadUnsafe(ref first), even).GetLower(),
                Vector256.Shuffle(Vector256.LoadUnsafe(ref first, 8), even).GetLower()).AsVector();
        }

        Vector128<int> places = Vector128.Create(0, 2, 0, 2);
        return Vector128.Create(
            Vector128.Shuffle(Vector128.LoadUnsafe(ref first), places).GetLower(),
            Vector128.Shuffle(Vector128.LoadUnsafe(ref first, 4), places).GetLower()).AsVector();
    }

    /// <inheritdoc cref="LoadEverySecond(ref float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> LoadEverySecond(ref double first)
    {
        if (Vector<double>.Count == Vector512<double>.Count)
        {
            Vector512<long> even = Vector512.Create(0L, 2, 4, 6, 0, 2, 4, 6);
            return Vector512.Create(
                Vector512.Shuffle(Vector512.LoadUnsafe(ref first), even).GetLower(),
                Vector512.Shuffle(Vector512.LoadUnsafe(ref first, 8), even).GetLower()).AsVector();
        }

        if (Vector<double>.Count == Vector256<double>.Count)
        {
            Vector256<long> even = Vector256.Create(0L, 2, 0, 2);
            return Vector256.Create(
                Vector256.Shuffle(Vector256.LoadUnsafe(ref first), even).GetLower(),
                Vector256.Shuffle(Vector256.LoadUnsafe(ref first, 4), even).GetLower()).AsVector();
        }

        return Vector128.Create(first, Unsafe.Add(ref first, 2)).AsVector();
    }
}
