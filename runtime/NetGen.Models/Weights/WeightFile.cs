using System.Collections.Immutable;
using NetGen.Models.Keras;
using NetGen.Models.PyTorch;

namespace NetGen.Models.Weights;

/// <summary>The weights of a file, by module.</summary>
/// <param name="Modules">The modules, in the order of the file.</param>
/// <param name="IsKeras">Whether they are of Keras; otherwise of PyTorch.</param>
internal sealed record WeightFile(ImmutableArray<SourceModule> Modules, bool IsKeras)
{
    /// <summary>Whether the file has lost the order of the modules: they are sorted by name, numbers in names by size.</summary>
    public bool IsSorted { get; init; }

    /// <summary>Whether the file says that its model flattens with the channels last.</summary>
    public bool IsChannelsLast { get; init; }

    /// <summary>Reads a file by the ending of its name.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or not of the format that its name says.</exception>
    public static WeightFile Read(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".PT" or ".PTH" => new(TorchModules.Of(TorchFile.Read(path)), false),
        ".SAFETENSORS" => TorchSafetensors.Read(path),
        ".H5" or ".HDF5" or ".KERAS" => new(KerasFile.Weights(path), true),
        _ => throw new InvalidDataException(
            $"Expected weights in a file that ends in .pt, .pth, .safetensors, .h5 or .keras, got '{Path.GetFileName(path)}'."),
    };
}
