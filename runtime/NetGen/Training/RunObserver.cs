using System.Collections.Immutable;
using System.Numerics;

namespace NetGen;

/// <summary>Gathers what <see cref="RunDiagnostics"/> ask for, in room made before the run.</summary>
internal sealed class RunObserver<TNetwork, T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly RunDiagnostics _diagnostics;
    private readonly ActivationObserver<T>? _activations;

    public RunObserver(TNetwork model, Dataset data, RunDiagnostics diagnostics)
    {
        _diagnostics = diagnostics;
        Step = new StepObserver<T>(TNetwork.Description);
        _activations = model is ITracedNetwork<T> traced
            ? new ActivationObserver<T>(TNetwork.Description, traced, data, diagnostics) : null;
    }

    /// <summary>Looks at steps.</summary>
    public StepObserver<T> Step { get; }

    /// <summary>Whether an epoch, from 1, is looked at.</summary>
    public bool LooksAt(int epoch) => epoch % _diagnostics.EveryEpochs == 0;

    /// <summary>
    /// What was seen of each layer in the last step, and what is seen now. Nothing, if the run was resumed behind that step.
    /// </summary>
    public ImmutableArray<LayerDiagnostics> Observe()
    {
        if (!Step.HasSeen)
            return [];
        _activations?.Look();
        ImmutableArray<LayerDescription> layers = TNetwork.Description.Layers;
        var records = ImmutableArray.CreateBuilder<LayerDiagnostics>(layers.Length);
        int slot = 0, unit = 0;
        for (int index = 0; index < layers.Length; index++)
        {
            LayerDiagnostics record = Step.Layer(layers[index], ref slot);
            records.Add(_activations?.Add(record, index, ref unit) ?? record);
        }

        return records.MoveToImmutable();
    }
}
