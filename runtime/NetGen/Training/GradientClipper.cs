using System.Collections.Immutable;
using System.Numerics;

namespace NetGen;

/// <summary>
/// Clips the gradients of a network. Norms are summed in blocks, each in one piece, and the blocks in order: threads do not change a bit.
/// </summary>
internal sealed class GradientClipper<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>PyTorch's.</summary>
    private const double Epsilon = 1e-6;

    private const int BlockLength = 8192;

    private readonly GradientClipping _clipping;
    private readonly ImmutableArray<ParameterSlot> _slots;
    private readonly (int Start, int Length)[] _blocks;
    private readonly int[] _firstBlockOfSlot;
    private readonly double[] _sums;
    private readonly T[] _factors;

    /// <param name="clipping">What to limit.</param>
    /// <param name="slots">The tensors that are trained, in order.</param>
    public GradientClipper(GradientClipping clipping, ImmutableArray<ParameterSlot> slots)
    {
        _clipping = clipping;
        _slots = slots;
        var blocks = new List<(int Start, int Length)>();
        _firstBlockOfSlot = new int[slots.Length + 1];
        for (int slot = 0; slot < slots.Length; slot++)
        {
            for (int start = 0; start < slots[slot].Length; start += BlockLength)
                blocks.Add((slots[slot].Offset + start, Math.Min(BlockLength, slots[slot].Length - start)));
            _firstBlockOfSlot[slot + 1] = blocks.Count;
        }

        _blocks = [.. blocks];
        _sums = new double[blocks.Count];
        _factors = new T[slots.Length];
    }

    /// <summary>Whether norms are needed.</summary>
    public bool NeedsNorms => _clipping.Kind != ClippingKind.Value;

    /// <summary>Sums the squares of this piece's blocks.</summary>
    public void SumSquares(ReadOnlySpan<T> gradients, int piece, int pieces)
    {
        int end = (int)((long)_blocks.Length * (piece + 1) / pieces);
        for (int block = (int)((long)_blocks.Length * piece / pieces); block < end; block++)
            _sums[block] = SquareSum.Of(gradients.Slice(_blocks[block].Start, _blocks[block].Length));
    }

    /// <summary>Finds the factors, once all squares are summed.</summary>
    /// <returns>Whether the norms are finite.</returns>
    public bool FindFactors()
    {
        double all = 0;
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            double own = 0;
            for (int block = _firstBlockOfSlot[slot]; block < _firstBlockOfSlot[slot + 1]; block++)
                own += _sums[block];
            all += own;
            _factors[slot] = Factor(own);
        }

        if (_clipping.Kind == ClippingKind.GlobalNorm)
            _factors.AsSpan().Fill(Factor(all));
        return double.IsFinite(all);
    }

    /// <summary>Clips the gradients from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public void Clip(Span<T> gradients, int start, int end)
    {
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            int from = Math.Max(start, _slots[slot].Offset);
            int to = Math.Min(end, _slots[slot].Offset + _slots[slot].Length);
            if (from >= to)
                continue;
            if (!NeedsNorms)
                Limit(gradients[from..to], T.CreateTruncating(_clipping.Limit));
            else if (_factors[slot] != T.One)
                Scale(gradients[from..to], _factors[slot]);
        }
    }

    private T Factor(double squares) => T.CreateTruncating(Math.Min(1, _clipping.Limit / (Math.Sqrt(squares) + Epsilon)));

    private static void Scale(Span<T> numbers, T factor)
    {
        int i = 0;
        for (; i <= numbers.Length - Vector<T>.Count; i += Vector<T>.Count)
            (new Vector<T>(numbers[i..]) * factor).CopyTo(numbers[i..]);
        for (; i < numbers.Length; i++)
            numbers[i] *= factor;
    }

    private static void Limit(Span<T> numbers, T limit)
    {
        // Comparisons fail for NaN, which stays.
        var most = new Vector<T>(limit);
        var least = new Vector<T>(-limit);
        int i = 0;
        for (; i <= numbers.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var own = new Vector<T>(numbers[i..]);
            own = Vector.ConditionalSelect(Vector.GreaterThan(own, most), most, own);
            Vector.ConditionalSelect(Vector.LessThan(own, least), least, own).CopyTo(numbers[i..]);
        }

        for (; i < numbers.Length; i++)
            numbers[i] = numbers[i] > limit ? limit : numbers[i] < -limit ? -limit : numbers[i];
    }
}
