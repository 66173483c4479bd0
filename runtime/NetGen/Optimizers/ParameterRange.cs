using System.Collections.Immutable;

namespace NetGen;

/// <summary>A stretch of the flat parameters that an optimiser moves with the same settings.</summary>
/// <param name="Start">Its first parameter.</param>
/// <param name="End">The one after its last.</param>
/// <param name="RateMultiplier">The factor on the optimiser's rate.</param>
/// <param name="WeightDecay">The decay of weights.</param>
internal readonly record struct ParameterRange(int Start, int End, double RateMultiplier, double WeightDecay)
{
    /// <summary>
    /// The stretches of a network outside frozen layers. A frozen layer's gradient is zero, but decay and momentum would move it all the
    /// same.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="groups">Its groups.</param>
    /// <param name="frozen">Layers that are frozen besides those declared so.</param>
    /// <param name="weightDecay">The decay outside of groups.</param>
    /// <param name="decaysAll">Whether biases and the parameters of normalisations decay, too.</param>
    /// <exception cref="ArgumentException">A group names a layer that has no parameters, or one of another group.</exception>
    public static ImmutableArray<ParameterRange> Of(
        NetworkDescription network, IReadOnlyList<ParameterGroup> groups, IReadOnlySet<string> frozen, double weightDecay, bool decaysAll)
    {
        Dictionary<string, ParameterGroup> groupOf = GroupOfLayer(network, groups);
        var ranges = new List<ParameterRange>();
        foreach (ParameterSlot slot in network.Slots.Where(slot => !slot.Frozen && !frozen.Contains(slot.Layer)))
        {
            ParameterGroup? group = groupOf.GetValueOrDefault(slot.Layer);
            bool decays = decaysAll || slot.Role == ParameterRole.Weight;
            var range = new ParameterRange(
                slot.Offset, slot.Offset + slot.Length, group?.RateMultiplier ?? 1, decays ? group?.WeightDecay ?? weightDecay : 0);
            if (ranges.Count > 0 && ranges[^1] with { Start = range.Start, End = range.End } == range && ranges[^1].End == range.Start)
                ranges[^1] = ranges[^1] with { End = range.End };
            else
                ranges.Add(range);
        }

        return [.. ranges];
    }

    private static Dictionary<string, ParameterGroup> GroupOfLayer(NetworkDescription network, IReadOnlyList<ParameterGroup> groups)
    {
        var groupOf = new Dictionary<string, ParameterGroup>();
        foreach (ParameterGroup group in groups)
        {
            LayerNames.Check(network, group.Layers, nameof(Optimizer.Groups));
            foreach (string layer in group.Layers)
            {
                if (!groupOf.TryAdd(layer, group))
                    throw new ArgumentException($"Expected each layer in at most 1 group, got '{layer}' in 2.", nameof(Optimizer.Groups));
            }
        }

        return groupOf;
    }
}
