using NetGen.Models.Weights;

namespace NetGen.Models.PyTorch;

/// <summary>Reads the tensors of files that <c>torch.save</c> has written. Nothing in such a file is run.</summary>
internal static class TorchFile
{
    public const string Advice = "Save its weights in PyTorch: torch.save(model.state_dict(), path).";

    /// <summary>The tensors of the state dictionary of a file, in its order.</summary>
    /// <exception cref="InvalidDataException">It is damaged, holds something else than tensors, or no or several state
    /// dictionaries.</exception>
    public static List<SourceTensor> Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[2];
        int read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return read == start.Length && start.SequenceEqual("PK"u8) ? TorchArchive.Read(file) : TorchLegacyFile.Read(file);
    }
}
