using System.Numerics;

namespace NetGen;

/// <summary>What a layer inside a network answers to a whole data set.</summary>
public static class LayerActivations
{
    /// <summary>
    /// The outputs of a layer for all samples, in their order and in inference mode: a row of the layer's output shape for each. By plain
    /// loops, for looking and not for speed.
    /// </summary>
    /// <param name="network">A network declared with <c>[Network(Trace = true)]</c>.</param>
    /// <param name="data">The samples.</param>
    /// <param name="layer">The layer's name, such as <c>Dense1</c>; an activation has its own, such as <c>Relu1</c>.</param>
    /// <exception cref="ArgumentException">The network cannot be traced, has no such layer, or takes inputs of another size.</exception>
    /// <example>
    /// <code>
    /// float[] activations = LayerActivations.Of(model, test, "Relu1");
    /// UnitActivity activity = UnitActivity.Of&lt;float&gt;(activations, activations.Length / test.Count);
    /// </code>
    /// </example>
    public static T[] Of<TNetwork, T>(INetwork<TNetwork, T> network, Dataset data, string layer)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        NetworkDescription description = TNetwork.Description;
        int index = description.Layers.Select(own => own.Name).ToList().IndexOf(layer);
        if (index < 0)
            throw new ArgumentException(
                $"Expected a layer of {description.Name} ({string.Join(", ", description.Layers.Select(own => own.Name))}), got '{layer}'.",
                nameof(layer));
        if (network is not ITracedNetwork<T> traced)
            throw new ArgumentException(
                $"Expected a network declared with [Network(Trace = true)] to look at its '{layer}', got {description.Name}.",
                nameof(network));
        if (data.InputSize != TNetwork.InputSize)
            throw new ArgumentException(
                $"Expected inputs of {TNetwork.InputSize} numbers, as {description.Name} takes them, got {data.InputSize}.", nameof(data));

        int start = description.Layers.Take(index).Sum(own => own.OutputLength), length = description.Layers[index].OutputLength;
        var input = new T[data.InputSize];
        var all = new T[description.Layers.Sum(own => own.OutputLength)];
        var activations = new T[checked(data.Count * length)];
        for (int sample = 0; sample < data.Count; sample++)
        {
            data.CopyInputs<T>(sample, input);
            traced.Trace(input, all);
            all.AsSpan(start, length).CopyTo(activations.AsSpan(sample * length));
        }

        return activations;
    }
}
