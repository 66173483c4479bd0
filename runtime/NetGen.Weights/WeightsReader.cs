using System.Numerics;
using System.Runtime.InteropServices;

namespace NetGen.Weights;

/// <summary>Reads a weights file, and writes its numbers one behind the other, little-endian, in the order of the file.</summary>
internal static class WeightsReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What it is called in the project.</param>
    /// <param name="numbers">Where its numbers go: F64 as it is; F32, F16 and BF16 as F32; those of a type that no network takes
    /// nowhere.</param>
    /// <returns>The tensors, or why the file cannot be read.</returns>
    public static WeightsDescription Read(string path, string name, Stream numbers)
    {
        if (!File.Exists(path))
            return new WeightsDescription(name, numbers.Length) { Fault = "there is no such file" };
        try
        {
            SafetensorsFile file = SafetensorsFile.Read(path);
            return new WeightsDescription(name, file.Tensors.Sum(entry => StoredLength(entry)))
            {
                HasScaler = file.Metadata.ContainsKey(SafetensorsKeys.Scaler),
                Tensors = [.. file.Tensors.Select(entry => Write(file, entry, numbers))],
            };
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            return new WeightsDescription(name, numbers.Length) { Fault = fault.Message };
        }
    }

    private static string? Stored(SafetensorsEntry entry) => entry.Type switch
    {
        "F64" => "F64",
        "F32" or "F16" or "BF16" => "F32",
        _ => null,
    };

    private static long StoredLength(SafetensorsEntry entry) =>
        Stored(entry) is { } type ? (long)entry.Length * SafetensorsNumbers.SizeOf(type)!.Value : 0;

    private static TensorDescription Write(SafetensorsFile file, SafetensorsEntry entry, Stream numbers)
    {
        var tensor = new TensorDescription(entry.Name, entry.Type, entry.Shape, Stored(entry), numbers.Position);
        return tensor.Stored switch
        {
            "F64" => Write<double>(file, tensor, numbers),
            "F32" => Write<float>(file, tensor, numbers),
            _ => tensor,
        };
    }

    private static TensorDescription Write<T>(SafetensorsFile file, TensorDescription tensor, Stream target)
        where T : unmanaged, INumberBase<T>
    {
        T[] numbers = file.Numbers<T>(tensor.Name);
        target.Write(MemoryMarshal.AsBytes<T>(numbers));
        int wrong = Array.FindIndex(numbers, number => !T.IsFinite(number));
        return wrong < 0 ? tensor : tensor with { NotFinite = (wrong, FormattableString.Invariant($"{numbers[wrong]}")) };
    }
}
