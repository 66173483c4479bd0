using System.ComponentModel;
using System.Numerics;

namespace NetGen;

/// <summary>L1 and L2 penalties on a range of the parameters. For generated code.</summary>
/// <remarks>The bits depend neither on the width of a vector nor on how the range is shared out.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Penalty
{
    private const int Sums = 8;

    /// <summary>
    /// <c>l1 * sum of |w| + l2 * sum of w^2</c> over a range of parameters, in double precision: eight partial sums, joined by a fixed
    /// tree.
    /// </summary>
    public static double Of<T>(ReadOnlySpan<T> parameters, double l1, double l2)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<double> absolute = stackalloc double[Sums], squares = stackalloc double[Sums];
        absolute.Clear();
        squares.Clear();
        for (int i = 0; i < parameters.Length; i++)
        {
            double w = double.CreateTruncating(parameters[i]);
            absolute[i % Sums] += Math.Abs(w);
            squares[i % Sums] += w * w;
        }

        return (l1 * Join(absolute)) + (l2 * Join(squares));
    }

    /// <summary>Adds the gradient, <c>l1 * sign(w) + 2 * l2 * w</c>, for a piece's share of a range.</summary>
    /// <param name="parameters">The range of the parameters.</param>
    /// <param name="gradients">The gradient of each.</param>
    /// <param name="l1">The factor of the sum of absolute values.</param>
    /// <param name="l2">The factor of the sum of squares.</param>
    /// <param name="piece">Which piece.</param>
    /// <param name="pieces">Of how many.</param>
    public static void AddGradient<T>(ReadOnlySpan<T> parameters, Span<T> gradients, double l1, double l2, int piece, int pieces)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int start = (int)((long)parameters.Length * piece / pieces), end = (int)((long)parameters.Length * (piece + 1) / pieces);
        T one = T.CreateTruncating(l1), two = T.CreateTruncating(2 * l2);
        Vector<T> ones = new(one), twos = new(two);
        int i = start;
        for (; i <= end - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> w = new(parameters[i..]);
            // What is neither above nor below 0 is 0, or NaN, and stays so.
            Vector<T> sign = Vector.ConditionalSelect(
                Vector.GreaterThan(w, Vector<T>.Zero), ones, Vector.ConditionalSelect(Vector.LessThan(w, Vector<T>.Zero), -ones, w));
            (new Vector<T>(gradients[i..]) + (sign + (twos * w))).CopyTo(gradients[i..]);
        }

        for (; i < end; i++)
        {
            T w = parameters[i];
            gradients[i] += (w > T.Zero ? one : w < T.Zero ? -one : w) + (two * w);
        }
    }

    private static double Join(ReadOnlySpan<double> sums) =>
        (sums[0] + sums[4] + (sums[2] + sums[6])) + (sums[1] + sums[5] + (sums[3] + sums[7]));
}
