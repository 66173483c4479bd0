using System.Collections.Immutable;
using System.Numerics;

namespace NetGen;

/// <summary>Finds where the first number that is NaN or infinite appeared. Called once a run has failed, it may take its time.</summary>
internal static class Divergence
{
    /// <summary>Whether all numbers are finite.</summary>
    public static bool AllFinite<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // A finite number less itself is 0, any other NaN, which no sum loses. Two sums, so that they need not wait for each other.
        Vector<T> first = default, second = default;
        int i = 0;
        for (; i <= numbers.Length - (2 * Vector<T>.Count); i += 2 * Vector<T>.Count)
        {
            Vector<T> one = new(numbers[i..]), other = new(numbers[(i + Vector<T>.Count)..]);
            first += one - one;
            second += other - other;
        }

        for (; i < numbers.Length; i++)
        {
            if (!T.IsFinite(numbers[i]))
                return false;
        }

        return Vector.EqualsAll(first + second, Vector<T>.Zero);
    }

    /// <summary>Whether no number is NaN.</summary>
    public static bool NoneNaN<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int i = 0;
        for (; i <= numbers.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> own = new(numbers[i..]);
            if (!Vector.EqualsAll(own, own))
                return false;
        }

        for (; i < numbers.Length; i++)
        {
            if (T.IsNaN(numbers[i]))
                return false;
        }

        return true;
    }

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
    /// <param name="since">Since when, if a step has moved them; null if they came as they are.</param>
    public static (string Layer, string Text)? OfParameters<T>(NetworkDescription network, ReadOnlySpan<T> parameters, string? since)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (AllFinite(parameters))
            return null;
        ImmutableArray<ParameterSlot> slots = NotFinite(network.Slots, parameters);

        // A gradient goes through the layers from the last to the first.
        ParameterSlot slot = since is null ? slots[0] : slots[^1];
        string text = Place(slot, parameters, "parameter");
        return (slot.Layer, since is null
            ? $"{text}, as it was given"
            : $"{text} since {since}, whose loss was finite; of the parameters that are not finite ({Keys(slots)}) "
                + "it is what that step's gradient came to first");
    }

    /// <summary>Says what is wrong with the buffers; null if all are finite.</summary>
    public static (string Layer, string Text)? OfBuffers<T>(NetworkDescription network, ReadOnlySpan<T> buffers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (AllFinite(buffers))
            return null;
        int place = FirstNotFinite(buffers);
        foreach (BufferSlot slot in network.Buffers)
        {
            if (place >= slot.Offset && place < slot.Offset + slot.Length)
                return (slot.Layer, FormattableString.Invariant($"number {place - slot.Offset} of '{slot.Key}' is {buffers[place]}"));
        }

        return null;
    }

    /// <summary>Says what is wrong with the inputs or targets of a batch; null if all are finite.</summary>
    public static (int Sample, string Text)? OfSamples<T>(ReadOnlySpan<T> numbers, int size, string what)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int place = FirstNotFinite(numbers);
        return place < 0 ? null : (place / size, FormattableString.Invariant($"of the data set has {what} that is {numbers[place]}"));
    }

    /// <summary>Says what is wrong with the gradients of the tensors that are trained; null if all are finite.</summary>
    public static (string Layer, string Text)? OfGradients<T>(IEnumerable<ParameterSlot> trained, ReadOnlySpan<T> gradients)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ImmutableArray<ParameterSlot> slots = NotFinite(trained, gradients);
        return slots.IsEmpty
            ? null
            : (slots[^1].Layer,
                $"{Place(slots[^1], gradients, "the gradient")}; of the gradients that are not finite ({Keys(slots)}) it is the one that "
                + "is computed first");
    }

    /// <summary>
    /// The first layer whose outputs are not finite. The layers after it are given zeros for parameters, one more each time: zero times a
    /// finite number is zero, and zero times anything else is NaN, which then reaches the outputs of the network.
    /// </summary>
    /// <param name="model">The network.</param>
    /// <param name="outputs">Where the outputs go.</param>
    /// <param name="forward">The forward pass that makes them; it changes nothing else.</param>
    /// <returns>The layer; null if all outputs are finite.</returns>
    public static string? LayerOfOutputs<TNetwork, T>(TNetwork model, ReadOnlyMemory<T> outputs, Action forward)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] parameters = model.Parameters.ToArray();
        try
        {
            model.Parameters.Clear();
            foreach (LayerDescription layer in TNetwork.Description.Layers.Where(layer => !layer.Slots.IsEmpty))
            {
                foreach (ParameterSlot slot in layer.Slots)
                    parameters.AsSpan(slot.Offset, slot.Length).CopyTo(model.Parameters[slot.Offset..]);
                forward();
                if (!AllFinite(outputs.Span))
                    return layer.Name;
            }

            return null;
        }
        finally
        {
            parameters.CopyTo(model.Parameters);
        }
    }

    private static ImmutableArray<ParameterSlot> NotFinite<T>(IEnumerable<ParameterSlot> all, ReadOnlySpan<T> numbers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var slots = ImmutableArray.CreateBuilder<ParameterSlot>();
        foreach (ParameterSlot slot in all)
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
