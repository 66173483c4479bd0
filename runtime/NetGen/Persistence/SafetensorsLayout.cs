using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>A tensor of a file: its name and shape, and where its numbers stand in the network.</summary>
/// <param name="Name">Its key in the header.</param>
/// <param name="Shape">Its extents, row-major.</param>
/// <param name="Offset">Its first number among the parameters, or among the buffers.</param>
/// <param name="Length">How many numbers it has.</param>
/// <param name="IsBuffer">Whether they stand among the buffers.</param>
internal sealed record SafetensorsTensor(string Name, ImmutableArray<int> Shape, int Offset, int Length, bool IsBuffer)
{
    /// <summary>Its numbers among those of the network.</summary>
    public Span<T> Numbers<T>(Span<T> parameters, Span<T> buffers) => (IsBuffer ? buffers : parameters).Slice(Offset, Length);
}

/// <summary>What the file of a network contains.</summary>
/// <param name="Network">The network.</param>
/// <param name="Type">The name of its number type in the header.</param>
/// <param name="NumberSize">Bytes in a number.</param>
/// <param name="Tensors">Its tensors, in the order they are written.</param>
internal sealed record SafetensorsLayout(NetworkDescription Network, string Type, int NumberSize, ImmutableArray<SafetensorsTensor> Tensors)
{
    /// <summary>The meaning of names and shapes; another number is for another arrangement of the numbers in a tensor.</summary>
    public const string Version = "1";

    public const string VersionKey = "netgen.layout";
    public const string MetadataKey = "__metadata__";

    /// <summary>What the metadata say beyond the network's name, fingerprint and layout version.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Metadata { get; init; } = [];

    /// <summary>The layout of a network's file.</summary>
    public static SafetensorsLayout Of<TSelf, T>()
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Expected a little-endian machine, as the format is, got a big-endian one.");

        var tensors = ImmutableArray.CreateBuilder<SafetensorsTensor>();
        foreach (ParameterSlot slot in TSelf.Description.Slots)
            tensors.Add(new SafetensorsTensor(slot.Key, slot.Shape, slot.Offset, slot.Length, IsBuffer: false));
        foreach (BufferSlot slot in TSelf.Description.Buffers)
            tensors.Add(new SafetensorsTensor(slot.Key, slot.Shape, slot.Offset, slot.Length, IsBuffer: true));
        return new SafetensorsLayout(TSelf.Description, typeof(T) == typeof(float) ? "F32" : "F64", Unsafe.SizeOf<T>(), tensors.ToImmutable());
    }

    /// <summary>The same without the tensors that are not named.</summary>
    public SafetensorsLayout Only(ImmutableArray<string> names) => this with { Tensors = [.. Tensors.Where(tensor => names.Contains(tensor.Name))] };

    /// <summary>Says which number is NaN or infinite, or null if none is.</summary>
    public string? FirstNotFinite<T>(Span<T> parameters, Span<T> buffers)
        where T : unmanaged
    {
        foreach (SafetensorsTensor tensor in Tensors)
        {
            Span<T> numbers = tensor.Numbers(parameters, buffers);
            for (int i = 0; i < numbers.Length; i++)
            {
                double number = typeof(T) == typeof(float) ? (float)(object)numbers[i] : (double)(object)numbers[i];
                if (!double.IsFinite(number))
                    return FormattableString.Invariant($"{number} as number {i} of '{tensor.Name}'");
            }
        }

        return null;
    }
}
