namespace NetGen;

/// <summary>
/// Mixes the channels of groups (Zhang et al., "ShuffleNet", 2018): the first of each group, then the second of each, and so on,
/// <c>output[k * groups + g] = input[g * (channels / groups) + k]</c> along the last axis.
/// </summary>
/// <param name="groups">The groups, a divisor of the channels.</param>
public sealed class ChannelShuffleAttribute(int groups) : LayerAttribute
{
    /// <summary>The groups.</summary>
    public int Groups { get; } = groups;
}
