using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>The number types of safetensors files, and their numbers in those of C#.</summary>
internal static class SafetensorsNumbers
{
    /// <summary>The types that can be read, by their names in the header.</summary>
    private static readonly string[] Known =
        ["F32", "F64", "F16", "BF16", "F8_E5M2", "F8_E4M3", "I64", "I32", "I16", "I8", "U64", "U32", "U16", "U8", "BOOL"];

    /// <summary>Bytes in a number; null for a type that cannot be read.</summary>
    public static int? SizeOf(string type) => type switch
    {
        "F64" or "I64" or "U64" => 8,
        "F32" or "I32" or "U32" => 4,
        "F16" or "BF16" or "I16" or "U16" => 2,
        "F8_E5M2" or "F8_E4M3" or "I8" or "U8" or "BOOL" => 1,
        _ => null,
    };

    /// <summary>Checks that numbers of a type can be read.</summary>
    /// <exception cref="NotSupportedException">They cannot.</exception>
    public static void CheckReadable(string type)
    {
        if (!Known.Contains(type))
            throw new NotSupportedException($"Expected a number type among {string.Join(", ", Known)}, got '{Excerpt.Of(type)}'.");
    }

    /// <summary>The name of a known type, without a string of its own for every tensor of a file; null for any other.</summary>
    public static string? Shared(ReadOnlySpan<byte> utf8)
    {
        Span<char> name = stackalloc char[8];
        if (utf8.Length > name.Length)
            return null;
        for (int i = 0; i < utf8.Length; i++)
            name[i] = (char)utf8[i];
        foreach (string known in Known)
        {
            if (name[..utf8.Length].SequenceEqual(known))
                return known;
        }

        return null;
    }

    /// <summary>Whether every number of one type is a number of the other, so that a network may take it.</summary>
    /// <param name="from">The type of the file.</param>
    /// <param name="to">The type of the network, F32 or F64.</param>
    public static bool Widens(string from, string to) => from == to || from is "F16" or "BF16" || (from == "F32" && to == "F64");

    /// <summary>Numbers of a file, rounded to the nearest where the type of the destination has fewer digits.</summary>
    /// <param name="type">Their type.</param>
    /// <param name="bytes">The numbers, little-endian.</param>
    /// <param name="destination">As many.</param>
    /// <exception cref="NotSupportedException">The type cannot be read.</exception>
    public static void Convert<T>(string type, ReadOnlySpan<byte> bytes, Span<T> destination)
        where T : unmanaged, INumberBase<T>
    {
        switch (type)
        {
            case "F64": Each<double, T>(bytes, destination); break;
            case "F32": Each<float, T>(bytes, destination); break;
            case "F16": Each<Half, T>(bytes, destination); break;
            case "BF16": Each<ushort, T>(bytes, destination, bits => BitConverter.UInt32BitsToSingle((uint)bits << 16)); break;
            case "F8_E5M2": Each<byte, T>(bytes, destination, bits => (float)BitConverter.UInt16BitsToHalf((ushort)(bits << 8))); break;
            case "F8_E4M3": Each<byte, T>(bytes, destination, E4M3); break;
            case "I64": Each<long, T>(bytes, destination); break;
            case "I32": Each<int, T>(bytes, destination); break;
            case "I16": Each<short, T>(bytes, destination); break;
            case "I8": Each<sbyte, T>(bytes, destination); break;
            case "U64": Each<ulong, T>(bytes, destination); break;
            case "U32": Each<uint, T>(bytes, destination); break;
            case "U16": Each<ushort, T>(bytes, destination); break;
            case "U8": Each<byte, T>(bytes, destination); break;
            case "BOOL": Each<byte, T>(bytes, destination, bits => bits == 0 ? 0 : 1); break;
            default: CheckReadable(type); break;
        }
    }

    /// <summary>As the method of this name, for a network, whose numbers are <see cref="float"/> or <see cref="double"/>.</summary>
    public static void ConvertForNetwork<T>(string type, ReadOnlySpan<byte> bytes, Span<T> destination)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            Convert(type, bytes, MemoryMarshal.Cast<T, float>(destination));
        else
            Convert(type, bytes, MemoryMarshal.Cast<T, double>(destination));
    }

    private static void Each<TStored, T>(ReadOnlySpan<byte> bytes, Span<T> destination)
        where TStored : unmanaged, INumberBase<TStored>
        where T : unmanaged, INumberBase<T>
    {
        if (typeof(TStored) == typeof(T))
            bytes.CopyTo(MemoryMarshal.AsBytes(destination));
        else
            Each<TStored, TStored, T>(bytes, destination, number => number);
    }

    private static void Each<TStored, T>(ReadOnlySpan<byte> bytes, Span<T> destination, Func<TStored, float> meaning)
        where TStored : unmanaged
        where T : unmanaged, INumberBase<T> => Each<TStored, float, T>(bytes, destination, meaning);

    private static void Each<TStored, TMeant, T>(ReadOnlySpan<byte> bytes, Span<T> destination, Func<TStored, TMeant> meaning)
        where TStored : unmanaged
        where TMeant : unmanaged, INumberBase<TMeant>
        where T : unmanaged, INumberBase<T>
    {
        ref byte start = ref MemoryMarshal.GetReference(bytes);
        for (int i = 0; i < destination.Length; i++)
            destination[i] = T.CreateTruncating(
                meaning(Unsafe.ReadUnaligned<TStored>(ref Unsafe.Add(ref start, i * Unsafe.SizeOf<TStored>()))));
    }

    /// <summary>Four bits of exponent, three of mantissa; no infinity, and NaN where all bits but the sign are set.</summary>
    private static float E4M3(byte bits)
    {
        int exponent = (bits >> 3) & 15, mantissa = bits & 7;
        float size = (bits & 127) == 127 ? float.NaN
            : exponent == 0 ? mantissa / 512f
            : BitConverter.UInt32BitsToSingle((uint)(((exponent + 120) << 23) | (mantissa << 20)));
        return bits > 127 ? -size : size;
    }
}
