using System.Collections.Immutable;
using System.Numerics;

namespace NetGen;

/// <summary>Looks for gradients that are NaN or infinite before they reach the parameters and the state of the optimiser.</summary>
internal sealed class GradientCheck<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<(int Start, int End)> _ranges = [];
    private readonly bool _onlyNaN;

    private volatile bool _failed;

    /// <param name="trained">The tensors that are trained, in order. Gradients of the others go nowhere.</param>
    /// <param name="onlyNaN">Whether infinite gradients will do: clipping by value makes them finite.</param>
    public GradientCheck(ImmutableArray<ParameterSlot> trained, bool onlyNaN)
    {
        _onlyNaN = onlyNaN;
        foreach (ParameterSlot slot in trained)
        {
            if (_ranges.Count > 0 && _ranges[^1].End == slot.Offset)
                _ranges[^1] = (_ranges[^1].Start, slot.Offset + slot.Length);
            else
                _ranges.Add((slot.Offset, slot.Offset + slot.Length));
        }
    }

    /// <summary>Looks at the gradients from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public void Look(ReadOnlySpan<T> gradients, int start, int end)
    {
        foreach ((int first, int last) in _ranges)
        {
            int from = Math.Max(start, first), to = Math.Min(end, last);
            if (from < to && !(_onlyNaN ? Divergence.NoneNaN(gradients[from..to]) : Divergence.AllFinite(gradients[from..to])))
                _failed = true;
        }
    }

    /// <summary>Whether all that was looked at since the last call will do.</summary>
    public bool Passed()
    {
        bool passed = !_failed;
        _failed = false;
        return passed;
    }
}
