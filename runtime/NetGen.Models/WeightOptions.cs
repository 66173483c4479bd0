using System.Collections.Immutable;

namespace NetGen.Models;

/// <summary>What <see cref="ModelWeights.Read"/> is told beside the file and the network.</summary>
public sealed record WeightOptions
{
    /// <summary>
    /// Layers of the network by the module of the file that they are filled from, for what names and order do not tell. A batch
    /// normalisation of PyTorch that is mapped to a convolution or a dense layer goes into the weights of that layer, as exporters put it
    /// there; its epsilon is 1e-5. Default: none.
    /// </summary>
    public ImmutableDictionary<string, string> Map { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Modules of the file that the network does not have, such as a head that only training uses. Default: none.</summary>
    public ImmutableArray<string> Skip { get; init; } = [];

    /// <summary>
    /// Whether the model of a PyTorch file flattens images and sequences as the network does, channels last: so do the modules that
    /// <see cref="PyTorchModule"/> writes, whose own weights files say so. Default: false, as in PyTorch.
    /// </summary>
    public bool ChannelsLast { get; init; }
}
