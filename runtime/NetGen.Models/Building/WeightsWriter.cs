using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace NetGen.Models.Building;

/// <summary>Writes the weights of a network as safetensors, under the names that its layers have.</summary>
internal static class WeightsWriter
{
    public static void Write(Stream stream, FinishedNetwork network, string className)
    {
        (string Key, WeightTensor Tensor)[] tensors =
        [
            .. network.Layers.SelectMany(layer => layer.Placed.Layer.Weights.Select(tensor => ($"{layer.Name}.{tensor.Slot}", tensor))),
            .. network.Layers.SelectMany(layer => layer.Placed.Layer.Buffers.Select(tensor => ($"{layer.Name}.{tensor.Slot}", tensor))),
        ];
        SafetensorsHeaderWriter.Write(
            stream,
            tensors.Select(each => new SafetensorsHeaderEntry(each.Key, "F32", each.Tensor.Shape, each.Tensor.Length * sizeof(float))),
            [new("netgen.network", className), new("netgen.layout", "1")]);
        foreach ((string key, WeightTensor tensor) in tensors)
        {
            float[] numbers = tensor.Numbers();
            if (numbers.LongLength != tensor.Length)
                throw new InvalidOperationException($"Expected {tensor.Length} numbers in '{key}', got {numbers.Length}.");
            int wrong = Array.FindIndex(numbers, number => !float.IsFinite(number));
            if (wrong >= 0)
                throw new ModelImportException(
                    key, string.Empty, FormattableString.Invariant($"number {wrong} is {numbers[wrong]}, and weights are finite"));
            stream.Write(MemoryMarshal.AsBytes<float>(numbers));
        }
    }

    /// <summary>Writes tensors that are in memory.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="className">The network.</param>
    /// <param name="isDouble">Whether its numbers are of double precision.</param>
    /// <param name="tensors">Keys, shapes and numbers.</param>
    public static void Write(
        Stream stream, string className, bool isDouble,
        ImmutableArray<(string Key, ImmutableArray<int> Shape, ReadOnlyMemory<double> Numbers)> tensors)
    {
        (string type, int size) = isDouble ? ("F64", sizeof(double)) : ("F32", sizeof(float));
        SafetensorsHeaderWriter.Write(
            stream,
            tensors.Select(tensor => new SafetensorsHeaderEntry(tensor.Key, type, tensor.Shape, (long)tensor.Numbers.Length * size)),
            [new("netgen.network", className), new("netgen.layout", "1")]);
        foreach ((_, _, ReadOnlyMemory<double> numbers) in tensors)
        {
            if (isDouble)
                stream.Write(MemoryMarshal.AsBytes(numbers.Span));
            else
                stream.Write(MemoryMarshal.AsBytes<float>(Array.ConvertAll(numbers.ToArray(), number => (float)number)));
        }
    }
}
