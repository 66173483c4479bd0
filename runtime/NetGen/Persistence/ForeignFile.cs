namespace NetGen;

/// <summary>What a file is that is no safetensors file, by its first bytes.</summary>
internal static class ForeignFile
{
    /// <summary>The first bytes of formats that weights come in, and their names.</summary>
    private static readonly (byte[] Start, string Name)[] s_formats =
    [
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive, as .pt and .pth files of PyTorch, .keras and .npz files are: their weights have to be converted first"),
        ([0x89, 0x48, 0x44, 0x46], "an HDF5 file, as .h5 files of Keras are: its weights have to be converted first"),
        ([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59], "an array of NumPy (.npy)"),
        ([0x1F, 0x8B], "a file compressed with gzip: unpack it first"),
        ([0x80, 0x02], "a Python pickle, as older .pt files of PyTorch are: its weights have to be converted first"),
        ([0x47, 0x47, 0x55, 0x46], "a GGUF file"),
        ([0x7B], "a JSON file"),
    ];

    /// <summary>The format of a file that does not begin with the length of a header; null where it is not known.</summary>
    /// <param name="start">Its first eight bytes.</param>
    public static string? Describe(ReadOnlySpan<byte> start)
    {
        foreach ((byte[] first, string name) in s_formats)
        {
            if (start.StartsWith(first))
                return name;
        }

        // Protobuf: the field 1 of an ONNX model is a small number, its version, and the field 2 a text, who wrote it.
        bool isOnnx = start[0] == 0x08 && start[1] < 0x20 && start[2] is 0x12 or 0x1A or 0x3A or 0x42;
        return isOnnx ? "an ONNX model: import it instead" : null;
    }
}
