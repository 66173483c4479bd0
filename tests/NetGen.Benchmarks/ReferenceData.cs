using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace NetGen.Benchmarks;

/// <summary>
/// Weights, inputs, outputs and training losses computed by PyTorch, as raw little-endian float32. They lie beside the
/// program; the environment variable <c>BENCH_DATA</c> names another folder.
/// </summary>
internal static class ReferenceData
{
    private static readonly string s_folder =
        Environment.GetEnvironmentVariable("BENCH_DATA") ?? Path.Combine(AppContext.BaseDirectory, "data");

    /// <summary>The numbers of a file, aligned like the parameters of a network.</summary>
    public static Memory<float> Load(string file)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(s_folder, file));
        Memory<float> numbers = AlignedMemory.Allocate<float>(bytes.Length / sizeof(float));
        MemoryMarshal.Cast<byte, float>(bytes).CopyTo(numbers.Span);
        return numbers;
    }

    /// <summary>Samples of a file, whose images are <c>[channel][height][width]</c> where ours are <c>[height][width][channel]</c>.</summary>
    public static Memory<float> LoadImages(string file, ImmutableArray<int> shape)
    {
        Memory<float> numbers = Load(file);
        if (shape.Length < 3)
            return numbers;
        ReadOnlySpan<float> source = numbers.ToArray();
        int pixels = shape[0] * shape[1], channels = shape[2];
        for (int i = 0; i < source.Length; i++)
        {
            int sample = i / (pixels * channels), channel = i / pixels % channels, pixel = i % pixels;
            numbers.Span[(((sample * pixels) + pixel) * channels) + channel] = source[i];
        }

        return numbers;
    }

    /// <summary>
    /// A network with the parameters of a file. Its weights are <c>[out][in]</c> where ours are <c>[in][out]</c>, kernels
    /// <c>[out][in][height][width]</c> where ours are <c>[height][width][in][out]</c>, and a flattened image goes channel by channel.
    /// </summary>
    public static TNetwork LoadNetwork<TNetwork>(string file)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        return Fill<TNetwork>(file, Load(file).Span);
    }

    /// <summary>
    /// A network that begins with a gated recurrent layer. The file has two biases for each gate; ours has their sum, but for the gate whose
    /// recurrent bias stands behind the reset.
    /// </summary>
    public static TNetwork LoadGru<TNetwork>(string file)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        float[] source = Load(file).ToArray();
        LayerDescription layer = TNetwork.Description.Layers[0];
        ParameterSlot bias = layer.Slots[2];
        int units = layer.OutputShape[^1], start = bias.Offset, second = start + bias.Length;
        for (int i = 0; i < 2 * units; i++)
            source[start + i] += source[second + i];
        return Fill<TNetwork>(file, [.. source[..second], .. source[(second + (2 * units))..]]);
    }

    private static TNetwork Fill<TNetwork>(string file, ReadOnlySpan<float> source)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        TNetwork network = TNetwork.Create(seed: 0);
        if (source.Length != TNetwork.ParameterCount)
            throw new InvalidDataException($"{file}: expected {TNetwork.ParameterCount} numbers, got {source.Length}.");

        LayerDescription? before = null, current = null;
        foreach (LayerDescription layer in TNetwork.Description.Layers)
        {
            (before, current) = (current, layer);
            int channels = before is { Kind: "Flatten", InputShape.Length: 3 } ? before.InputShape[2] : 1;
            foreach (ParameterSlot slot in layer.Slots)
                Transpose(slot, channels, source.Slice(slot.Offset, slot.Length), network.Parameters.Slice(slot.Offset, slot.Length));
        }

        return network;
    }

    /// <param name="channels">Of the image that was flattened before the layer; 1 for none.</param>
    private static void Transpose(ParameterSlot slot, int channels, ReadOnlySpan<float> from, Span<float> to)
    {
        if (slot.Role != ParameterRole.Weight)
        {
            from.CopyTo(to);
            return;
        }

        int outputs = slot.Shape[^1], inputs = slot.Length / outputs;
        if (slot.Shape.Length == 4)
            channels = slot.Shape[2];
        int places = inputs / channels;
        for (int output = 0; output < outputs; output++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                for (int place = 0; place < places; place++)
                    to[(((place * channels) + channel) * outputs) + output] = from[(((output * channels) + channel) * places) + place];
            }
        }
    }

    /// <summary>The largest difference between two tensors, relative to the largest number of the expected one.</summary>
    public static double RelativeError(ReadOnlySpan<float> got, ReadOnlySpan<float> expected)
    {
        double difference = 0;
        double scale = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs((double)got[i] - expected[i]);
            if (!(error <= difference)) // also true of NaN, which must not pass for equal
                difference = error;
            scale = Math.Max(scale, Math.Abs(expected[i]));
        }

        return difference / scale;
    }
}
