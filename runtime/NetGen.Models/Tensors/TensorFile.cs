using NetGen.Models.Onnx;

namespace NetGen.Models;

/// <summary>Reads single tensors: inputs of a model and its answers to them.</summary>
public static class TensorFile
{
    /// <summary>
    /// Reads a tensor by the ending of its name: <c>.csv</c>, a row a line; <c>.npy</c>; <c>.pb</c>, a TensorProto of ONNX.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>Its shape and its numbers, in single precision.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or of another format.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TensorData Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".CSV" => CsvTable.Read(path),
            ".PB" => TensorReader.ReadFile(path),
            ".NPY" => NumpyFile.Read(path),
            string ending => throw new InvalidDataException($"Expected a file that ends in .csv, .npy or .pb, got '{ending}'."),
        };
    }
}
