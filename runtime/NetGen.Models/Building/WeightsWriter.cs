using System.Buffers;
using System.Buffers.Binary;
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
        ReadOnlySpan<byte> header = Header(tensors, className);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
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

    private static ReadOnlySpan<byte> Header((string Key, WeightTensor Tensor)[] tensors, string className)
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
            foreach ((string key, WeightTensor tensor) in tensors)
            {
                json.WriteStartObject(key);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                foreach (int extent in tensor.Shape)
                    json.WriteNumberValue(extent);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                offset += tensor.Length * sizeof(float);
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
