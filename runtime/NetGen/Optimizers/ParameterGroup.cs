using System.Collections.Immutable;

namespace NetGen;

/// <summary>
/// Layers that an optimiser treats otherwise than the rest of a network: with another rate, with another decay of weights.
/// </summary>
/// <example>
/// <code>
/// var optimizer = new AdamW(1e-3) { Groups = [new ParameterGroup("Conv1", "Conv2") { RateMultiplier = 0.1, WeightDecay = 0 }] };
/// </code>
/// </example>
public sealed class ParameterGroup
{
    /// <summary>A group of layers.</summary>
    /// <param name="layers">Their names, such as <c>Dense1</c>; at least one.</param>
    /// <exception cref="ArgumentException">No layer is named, a name is empty, or one stands twice.</exception>
    public ParameterGroup(params ReadOnlySpan<string> layers)
    {
        if (layers.IsEmpty)
            throw new ArgumentException("Expected the name of at least 1 layer, got none.", nameof(layers));
        foreach (string layer in layers)
            ArgumentException.ThrowIfNullOrEmpty(layer, nameof(layers));
        Layers = [.. layers];
        if (Layers.GroupBy(layer => layer).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"Expected each layer once in a group, got '{twice.Key}' {twice.Count()} times.", nameof(layers));
    }

    /// <summary>The names of the layers.</summary>
    public ImmutableArray<string> Layers { get; }

    /// <summary>
    /// The factor on the optimiser's rate, at least 0. Default: 1. At 0 the parameters stay and the optimiser's moments go on.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative, NaN or infinite.</exception>
    public double RateMultiplier
    {
        get;
        init => field = Hyperparameter.NotNegative(value, nameof(RateMultiplier));
    } = 1;

    /// <summary>The decay of weights, at least 0. Default: null, that of the optimiser.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The decay is negative, NaN or infinite.</exception>
    public double? WeightDecay
    {
        get;
        init => field = value is { } decay ? Hyperparameter.NotNegative(decay, nameof(WeightDecay)) : null;
    }
}
