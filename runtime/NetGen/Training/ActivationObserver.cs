using System.Numerics;

namespace NetGen;

/// <summary>
/// Looks at the activations of a network that can be traced. All but what <see cref="ITracedNetwork{T}.Trace"/> takes for itself is made
/// once.
/// </summary>
internal sealed class ActivationObserver<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly NetworkDescription _network;
    private readonly ITracedNetwork<T> _model;
    private readonly Dataset _data;
    private readonly RunDiagnostics _diagnostics;
    private readonly T[] _input;
    private readonly T[] _activations;
    private readonly bool[] _fired;
    private readonly long[] _saturated;

    public ActivationObserver(NetworkDescription network, ITracedNetwork<T> model, Dataset data, RunDiagnostics diagnostics)
    {
        _network = network;
        _model = model;
        _data = data;
        _diagnostics = diagnostics;
        _input = new T[data.InputSize];
        _activations = new T[network.Layers.Sum(layer => layer.OutputLength)];
        _fired = new bool[network.Layers.Sum(Units)];
        _saturated = new long[network.Layers.Length];
    }

    private int Samples => Math.Min(_diagnostics.Samples, _data.Count);

    /// <summary>Runs the samples through the network as it is now.</summary>
    public void Look()
    {
        _fired.AsSpan().Clear();
        _saturated.AsSpan().Clear();
        for (int sample = 0; sample < Samples; sample++)
        {
            _data.CopyInputs<T>(Share.Begin(_data.Count, sample, Samples), _input);
            _model.Trace(_input, _activations);
            Count();
        }
    }

    /// <summary>Adds what was seen of a layer.</summary>
    /// <param name="record">What is known of it.</param>
    /// <param name="index">Its number.</param>
    /// <param name="firstUnit">The number of its first unit among all; moved on to that of the next layer.</param>
    public LayerDiagnostics Add(LayerDiagnostics record, int index, ref int firstUnit)
    {
        LayerDescription layer = _network.Layers[index];
        ReadOnlySpan<bool> fired = _fired.AsSpan(firstUnit, Units(layer));
        firstUnit += fired.Length;
        if (FlatPart.IsRectified(layer.Kind))
            return record with { DeadShare = (double)fired.Count(false) / fired.Length };
        return FlatPart.Saturates(layer.Kind)
            ? record with { SaturatedShare = (double)_saturated[index] / ((long)Samples * layer.OutputLength) }
            : record;
    }

    private static int Units(LayerDescription layer) => layer.OutputShape[^1];

    private void Count()
    {
        ReadOnlySpan<T> rest = _activations;
        Span<bool> restFired = _fired;
        for (int index = 0; index < _saturated.Length; index++)
        {
            LayerDescription layer = _network.Layers[index];
            ReadOnlySpan<T> outputs = rest[..layer.OutputLength];
            int units = Units(layer);
            if (FlatPart.IsRectified(layer.Kind))
            {
                for (int i = 0; i < outputs.Length; i++)
                    restFired[i % units] |= !T.IsZero(outputs[i]);
            }
            else if (FlatPart.Saturates(layer.Kind))
            {
                foreach (T output in outputs)
                    _saturated[index] += FlatPart.Contains(layer.Kind, double.CreateTruncating(output), _diagnostics.SaturationSlope)
                        ? 1 : 0;
            }

            rest = rest[outputs.Length..];
            restFired = restFired[units..];
        }
    }
}
