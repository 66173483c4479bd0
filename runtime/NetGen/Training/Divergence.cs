using System.Collections.Immutable;
using System.Numerics;

namespace NetGen;

/// <summary>Finds where the first number that is NaN or infinite appeared. Called once a run has failed, it may take its time.</summary>
internal static class Divergence
{
    /// <summary>The first number of a span that is not finite: its place, or -1.</summary>
    public static int FirstNotFinite<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!T.IsFinite(numbers[i]))
                return i;
        }

        return -1;
    }

    /// <summary>Says what is wrong with the parameters; null if all are finite.</summary>
    /// <param name="network">Their network.</param>
    /// <param name="parameters">All of them.</param>
    /// <param name="moved">Whether a step has moved them. If not, they came as they are.</param>
    public static (string Layer, string Text)? OfParameters<T>(NetworkDescription network, ReadOnlySpan<T> parameters, bool moved)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ImmutableArray<ParameterSlot> slots = NotFinite(network, parameters);
        if (slots.IsEmpty)
            return null;

        // A gradient goes through the layers from the last to the first.
        ParameterSlot slot = moved ? slots[^1] : slots[0];
        string text = Place(slot, parameters, "parameter");
        return (slot.Layer, moved
            ? $"{text} since the step before, whose loss was finite; of the parameters that are not finite ({Keys(slots)}) it is what that step's gradient came to first"
            : $"{text}, as it was given");
    }

    /// <summary>Says what is wrong with the gradients; null if all are finite.</summary>
    public static (string Layer, string Text)? OfGradients<T>(NetworkDescription network, ReadOnlySpan<T> gradients)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ImmutableArray<ParameterSlot> slots = NotFinite(network, gradients);
        return slots.IsEmpty
            ? null
            : (slots[^1].Layer, $"{Place(slots[^1], gradients, "the gradient")}; of the gradients that are not finite ({Keys(slots)}) it is the one that is computed first");
    }

    /// <summary>
    /// The first layer whose outputs are not finite. The layers after it are given zeros for parameters, one more each time: zero times a finite
    /// number is zero, and zero times anything else is NaN, which then reaches the outputs of the network.
    /// </summary>
    /// <returns>The layer; null if all outputs are finite.</returns>
    public static string? LayerOfOutputs<TNetwork, T>(TNetwork model, ReadOnlySpan<T> inputs, Workspace workspace, TrainingContext<T> context)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var outputs = new T[inputs.Length / TNetwork.InputSize * TNetwork.OutputSize];
        T[] parameters = model.Parameters.ToArray();
        context.KeepBuffers = true;
        try
        {
            model.Parameters.Clear();
            foreach (LayerDescription layer in TNetwork.Description.Layers.Where(layer => !layer.Slots.IsEmpty))
            {
                foreach (ParameterSlot slot in layer.Slots)
                    parameters.AsSpan(slot.Offset, slot.Length).CopyTo(model.Parameters[slot.Offset..]);
                model.ForwardTraining(inputs, outputs, workspace, context);
                if (FirstNotFinite<T>(outputs) >= 0)
                    return layer.Name;
            }

            return null;
        }
        finally
        {
            parameters.CopyTo(model.Parameters);
        }
    }

    private static ImmutableArray<ParameterSlot> NotFinite<T>(NetworkDescription network, ReadOnlySpan<T> numbers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var slots = ImmutableArray.CreateBuilder<ParameterSlot>();
        foreach (ParameterSlot slot in network.Slots)
        {
            if (FirstNotFinite(numbers.Slice(slot.Offset, slot.Length)) >= 0)
                slots.Add(slot);
        }

        return slots.ToImmutable();
    }

    private static string Place<T>(ParameterSlot slot, ReadOnlySpan<T> numbers, string what)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int place = FirstNotFinite(numbers.Slice(slot.Offset, slot.Length));
        return FormattableString.Invariant($"{what} {place} of '{slot.Key}' is {numbers[slot.Offset + place]}");
    }

    private static string Keys(IEnumerable<ParameterSlot> slots) => string.Join(", ", slots.Select(slot => slot.Key));
}
