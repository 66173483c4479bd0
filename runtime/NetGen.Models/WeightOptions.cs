using System.Collections.Immutable;

namespace NetGen.Models;

/// <summary>What <see cref="ModelWeights.Read"/> is told beside the file and the network.</summary>
public sealed record WeightOptions
{
    /// <summary>
    /// Layers of the network by the module of the file that they are filled from, for what names and order do not tell. Default: none.
    /// </summary>
    public ImmutableDictionary<string, string> Map { get; init; } = ImmutableDictionary<string, string>.Empty;
}
