using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NetGen.Models.Building;

namespace NetGen.Models;

/// <summary>Reads an array that NumPy saved: a header as text of Python, then the numbers, little-endian.</summary>
internal static partial class NumpyFile
{
    private static ReadOnlySpan<byte> Magic => "NUMPY"u8;

    public static TensorData Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        if (file.Length < 12 || file[0] != 0x93 || !file.AsSpan(1).StartsWith(Magic))
            throw new InvalidDataException("Expected an array of NumPy, got another file.");
        int start = file[6] == 1 ? 10 : 12;
        long header = file[6] == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8)) : BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(8));
        if (file[6] is not (1 or 2 or 3) || start + header > file.Length)
            throw new InvalidDataException("Expected a header of NumPy's version 1 to 3, got one that does not fit the file.");
        Match match = Header().Match(Encoding.UTF8.GetString(file, start, (int)header));
        if (!match.Success)
            throw new InvalidDataException("Expected a header with 'descr', 'fortran_order' and 'shape', in NumPy's order.");
        ImmutableArray<int> shape = Shape(match.Groups["shape"].Value);
        float[] numbers = Numbers(match.Groups["type"].Value, file.AsSpan(start + (int)header), shape);
        if (match.Groups["order"].Value == "True" && shape.Length > 1)
            numbers = Rearrange.Transpose(numbers, [.. shape.Reverse()], [.. Enumerable.Range(0, shape.Length).Reverse()]);
        return new TensorData(shape, numbers);
    }

    private static ImmutableArray<int> Shape(string text)
    {
        var shape = ImmutableArray.CreateBuilder<int>();
        long size = 1;
        foreach (string extent in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(extent, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
                || (size *= value) > NetworkBuilder.MostNumbers)
                throw new InvalidDataException($"Expected a shape of at most {NetworkBuilder.MostNumbers} numbers, got ({text}).");
            shape.Add(value);
        }

        return shape.ToImmutable();
    }

    private static float[] Numbers(string type, ReadOnlySpan<byte> bytes, ImmutableArray<int> shape)
    {
        int count = shape.Aggregate(1, (product, extent) => product * extent);
        int size = type[^1] - '0';
        if (bytes.Length != (long)count * size)
            throw new InvalidDataException($"Expected {(long)count * size} bytes of numbers, got {bytes.Length}.");
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> number = bytes[(i * size)..];
            numbers[i] = type switch
            {
                "<f4" => BinaryPrimitives.ReadSingleLittleEndian(number),
                "<f8" => (float)BinaryPrimitives.ReadDoubleLittleEndian(number),
                "<f2" => (float)BinaryPrimitives.ReadHalfLittleEndian(number),
                "<i4" => BinaryPrimitives.ReadInt32LittleEndian(number),
                "<i8" => BinaryPrimitives.ReadInt64LittleEndian(number),
                "|u1" => number[0],
                _ => throw new InvalidDataException($"Expected numbers of type <f4, <f8, <f2, <i4, <i8 or |u1, got {type}."),
            };
        }

        return numbers;
    }

    [GeneratedRegex(
        @"^\{\s*'descr':\s*'(?<type>[<|][a-z][0-9])',\s*'fortran_order':\s*(?<order>True|False),"
        + @"\s*'shape':\s*\((?<shape>[0-9, ]*)\),?\s*\}\s*$")]
    private static partial Regex Header();
}
