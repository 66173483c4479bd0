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
    /// <summary>The layer that it belongs to; empty for what belongs to a trainer.</summary>
    public string Layer { get; init; } = string.Empty;

    /// <summary>Whether its numbers are squares or variances, which are never negative.</summary>
    public bool IsNotNegative { get; init; }

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
            tensors.Add(new SafetensorsTensor(slot.Key, slot.Shape, slot.Offset, slot.Length, IsBuffer: false) { Layer = slot.Layer });
        foreach (BufferSlot slot in TSelf.Description.Buffers)
        {
            tensors.Add(new SafetensorsTensor(slot.Key, slot.Shape, slot.Offset, slot.Length, IsBuffer: true) { Layer = slot.Layer });
        }

        return new SafetensorsLayout(
            TSelf.Description, typeof(T) == typeof(float) ? "F32" : "F64", Unsafe.SizeOf<T>(), tensors.ToImmutable());
    }

    /// <summary>The same without the tensors that are not named.</summary>
    public SafetensorsLayout Only(ImmutableArray<string> names) =>
        this with { Tensors = [.. Tensors.Where(tensor => names.Contains(tensor.Name))] };

    /// <summary>Says which number is NaN, infinite, or negative where none may be; null if all are right.</summary>
    /// <param name="parameters">The numbers of the parameters.</param>
    /// <param name="buffers">Those of the buffers.</param>
    /// <param name="purpose">What finite numbers are expected for, such as <c> to save</c>.</param>
    public string? FirstFault<T>(Span<T> parameters, Span<T> buffers, string purpose = "")
        where T : unmanaged
    {
        foreach (SafetensorsTensor tensor in Tensors)
        {
            Span<T> numbers = tensor.Numbers(parameters, buffers);
            for (int i = 0; i < numbers.Length; i++)
            {
                double number = typeof(T) == typeof(float) ? (float)(object)numbers[i] : (double)(object)numbers[i];
                if (!double.IsFinite(number))
                    return FormattableString.Invariant($"Expected finite numbers{purpose}, got {number} as number {i} of '{tensor.Name}'.");
                if (number < 0 && tensor.IsNotNegative)
                    return FormattableString.Invariant(
                        $"Expected numbers of at least 0{purpose}, got {number} as number {i} of '{tensor.Name}'.");
            }
        }

        return null;
    }
}
