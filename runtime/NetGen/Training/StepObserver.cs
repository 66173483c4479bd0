using System.Collections.Immutable;
using System.Numerics;

namespace NetGen;

/// <summary>Looks at gradients and updates of one step. Its room is made once; looking allocates nothing and writes nowhere else.</summary>
/// <param name="network">The network whose parameters they are.</param>
internal sealed class StepObserver<T>(NetworkDescription network)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ImmutableArray<ParameterSlot> _slots = [.. network.Slots];
    private readonly T[] _parameters = new T[network.ParameterCount];
    private readonly Squares[] _squares = new Squares[network.Slots.Count()];

    /// <summary>Whether the step that comes is to be looked at; what was seen of another one is then forgotten.</summary>
    public bool Active
    {
        get;
        set
        {
            field = value;
            HasSeen &= !value;
        }
    }

    /// <summary>Whether a step was looked at.</summary>
    public bool HasSeen { get; private set; }

    /// <summary>Takes note of the gradients, and of the parameters that are about to move.</summary>
    public void Before(ReadOnlySpan<T> parameters, ReadOnlySpan<T> gradients)
    {
        parameters.CopyTo(_parameters);
        for (int slot = 0; slot < _squares.Length; slot++)
            _squares[slot] = new Squares(Of(gradients, slot), Of(_parameters, slot), 0);
    }

    /// <summary>Takes note of how far they moved.</summary>
    public void After(ReadOnlySpan<T> parameters)
    {
        for (int i = 0; i < _parameters.Length; i++)
            _parameters[i] = parameters[i] - _parameters[i];
        for (int slot = 0; slot < _squares.Length; slot++)
            _squares[slot] = _squares[slot] with { Update = Of(_parameters, slot) };
        HasSeen = true;
    }

    /// <summary>What was seen of a layer in the last step that was looked at.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="firstSlot">The number of its first slot among all; moved on to that of the next layer.</param>
    public LayerDiagnostics Layer(LayerDescription layer, ref int firstSlot)
    {
        var slots = ImmutableArray.CreateBuilder<SlotDiagnostics>(layer.Slots.Length);
        var all = default(Squares);
        foreach (ParameterSlot slot in layer.Slots)
        {
            Squares own = _squares[firstSlot++];
            slots.Add(new SlotDiagnostics(slot.Name, own.GradientNorm, own.Ratio));
            all = new Squares(all.Gradient + own.Gradient, all.Weight + own.Weight, all.Update + own.Update);
        }

        return slots.Count == 0
            ? new LayerDiagnostics(layer.Name, [], null, null, null, null)
            : new LayerDiagnostics(layer.Name, slots.MoveToImmutable(), all.GradientNorm, all.Ratio, null, null);
    }

    private double Of(ReadOnlySpan<T> numbers, int slot) => SquareSum.Of(numbers.Slice(_slots[slot].Offset, _slots[slot].Length));

    /// <summary>Sums of squares: of gradients, of parameters, and of what was added to them.</summary>
    private readonly record struct Squares(double Gradient, double Weight, double Update)
    {
        public double GradientNorm => Math.Sqrt(Gradient);

        public double? Ratio => Weight == 0 ? null : Math.Sqrt(Update / Weight);
    }
}
