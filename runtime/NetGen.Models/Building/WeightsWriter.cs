using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

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
        WriteHeader(stream, className, "F32", sizeof(float), [.. tensors.Select(each => (each.Key, each.Tensor.Shape))]);
        foreach ((string key, WeightTensor tensor) in tensors)
        {
            float[] numbers = tensor.Numbers();
            if (numbers.LongLength != tensor.Length)
                throw new InvalidOperationException($"Expected {tensor.Length} numbers in '{key}', got {numbers.Length}.");
            int wrong = Array.FindIndex(numbers, number => !float.IsFinite(number));
            if (wrong >= 0)
                throw new ModelImportException(key, string.Empty, FormattableString.Invariant($"number {wrong} is {numbers[wrong]}, and weights are finite"));
            stream.Write(MemoryMarshal.AsBytes<float>(numbers));
        }
    }

    /// <summary>Writes tensors that are in memory.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="className">The network.</param>
    /// <param name="isDouble">Whether its numbers are of double precision.</param>
    /// <param name="tensors">Keys, shapes and numbers.</param>
    public static void Write(Stream stream, string className, bool isDouble, ImmutableArray<(string Key, ImmutableArray<int> Shape, ReadOnlyMemory<double> Numbers)> tensors)
    {
        WriteHeader(stream, className, isDouble ? "F64" : "F32", isDouble ? sizeof(double) : sizeof(float), [.. tensors.Select(tensor => (tensor.Key, tensor.Shape))]);
        foreach ((_, _, ReadOnlyMemory<double> numbers) in tensors)
        {
            if (isDouble)
                stream.Write(MemoryMarshal.AsBytes(numbers.Span));
            else
                stream.Write(MemoryMarshal.AsBytes<float>(Array.ConvertAll(numbers.ToArray(), number => (float)number)));
        }
    }

    private static void WriteHeader(Stream stream, string className, string type, int size, ImmutableArray<(string Key, ImmutableArray<int> Shape)> tensors)
    {
        ReadOnlySpan<byte> header = Header(tensors, className, type, size);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
    }

    private static ReadOnlySpan<byte> Header(ImmutableArray<(string Key, ImmutableArray<int> Shape)> tensors, string className, string type, int size)
    {
        var header = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            json.WriteString("netgen.network", className);
            json.WriteString("netgen.layout", "1");
            json.WriteEndObject();
            long offset = 0;
            foreach ((string key, ImmutableArray<int> shape) in tensors)
            {
                json.WriteStartObject(key);
                json.WriteString("dtype", type);
                json.WriteStartArray("shape");
                foreach (int extent in shape)
                    json.WriteNumberValue(extent);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                offset += shape.Aggregate(1L, (product, extent) => product * extent) * size;
                json.WriteNumberValue(offset);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Spaces up to a multiple of 8 bytes, so that readers which map the file find the numbers aligned.
        int padding = -header.WrittenCount & 7;
        header.GetSpan(padding)[..padding].Fill((byte)' ');
        header.Advance(padding);
        return header.WrittenSpan;
    }
}
