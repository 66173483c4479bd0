namespace NetGen;

/// <summary>Tells by their first bytes what files are that were taken for safetensors files.</summary>
internal static class FileSignature
{
    /// <summary>What a file with these first bytes is, or null if that is not known.</summary>
    public static string? Of(ReadOnlySpan<byte> start) => start switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] => "a zip archive, as PyTorch's .pt and .pth files and Keras's .keras files are",
        [0x80, >= 2 and <= 5, ..] => "a Python pickle, as old .pt and .pth files of PyTorch are",
        [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => "an HDF5 file, as Keras's .h5 files are",
        [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', ..] => "a NumPy .npy file",
        [(byte)'G', (byte)'G', (byte)'U', (byte)'F', ..] => "a GGUF file",
        [_, _, _, _, (byte)'T', (byte)'F', (byte)'L', (byte)'3', ..] => "a TensorFlow Lite file",
        [0x1F, 0x8B, ..] => "a file that is compressed with gzip",

        // The first field of an ONNX file is the version of the format, a number below 16; fields 2, 7 or 8 follow it.
        [0x08, > 0 and < 16, 0x12 or 0x3A or 0x42, ..] => "an ONNX model",
        [(byte)'{' or (byte)'[' or (byte)'<', ..] => "a text file",
        _ => null,
    };

    /// <summary>The exception for a file that is no safetensors file.</summary>
    /// <param name="start">Its first 8 bytes.</param>
    /// <param name="length">The length of the header that they would be.</param>
    /// <param name="most">The greatest length of a header.</param>
    public static InvalidDataException Refusal(ReadOnlySpan<byte> start, long length, long most) => Of(start) is { } kind
        ? new InvalidDataException($"Expected a safetensors file, got {kind}: write the weights as safetensors first.")
        : new InvalidDataException($"Expected a header of 2 to {most} bytes, got {length}: this is no safetensors file.");
}
