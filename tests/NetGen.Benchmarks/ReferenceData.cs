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

    /// <summary>A network with the parameters of a file, whose weights are <c>[out][in]</c> where ours are <c>[in][out]</c>.</summary>
    public static TNetwork LoadNetwork<TNetwork>(string file)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        TNetwork network = TNetwork.Create(seed: 0);
        ReadOnlySpan<float> source = Load(file).Span;
        if (source.Length != TNetwork.ParameterCount)
            throw new InvalidDataException($"{file}: expected {TNetwork.ParameterCount} numbers, got {source.Length}.");

        foreach (ParameterSlot slot in TNetwork.Description.Slots)
        {
            ReadOnlySpan<float> from = source.Slice(slot.Offset, slot.Length);
            Span<float> to = network.Parameters.Slice(slot.Offset, slot.Length);
            if (slot.Role != ParameterRole.Weight)
            {
                from.CopyTo(to);
                continue;
            }

            (int inputs, int outputs) = (slot.Shape[0], slot.Shape[1]);
            for (int input = 0; input < inputs; input++)
            {
                for (int output = 0; output < outputs; output++)
                    to[(input * outputs) + output] = from[(output * inputs) + input];
            }
        }

        return network;
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
