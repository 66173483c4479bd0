using System.Buffers.Binary;

namespace NetGen.Models.Weights;

/// <summary>A number type of a file: its bytes, and its numbers as double precision, which has room for all of them up to 2^53.</summary>
/// <param name="Size">Bytes in a number.</param>
/// <param name="Read">Reads one from its little-endian bytes.</param>
internal sealed record NumberType(int Size, NumberType.Reader Read)
{
    public delegate double Reader(ReadOnlySpan<byte> bytes);

    public static NumberType F64 { get; } = new(8, BinaryPrimitives.ReadDoubleLittleEndian);

    public static NumberType F32 { get; } = new(4, bytes => BinaryPrimitives.ReadSingleLittleEndian(bytes));

    public static NumberType F16 { get; } = new(2, bytes => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes));

    /// <summary>The upper half of a number of single precision.</summary>
    public static NumberType BF16 { get; } = new(2,
        bytes => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16));

    public static NumberType I64 { get; } = new(8, bytes => BinaryPrimitives.ReadInt64LittleEndian(bytes));

    public static NumberType I32 { get; } = new(4, bytes => BinaryPrimitives.ReadInt32LittleEndian(bytes));

    public static NumberType I16 { get; } = new(2, bytes => BinaryPrimitives.ReadInt16LittleEndian(bytes));

    public static NumberType I8 { get; } = new(1, bytes => (sbyte)bytes[0]);

    public static NumberType U8 { get; } = new(1, bytes => bytes[0]);

    public static NumberType Bool { get; } = new(1, bytes => bytes[0] == 0 ? 0 : 1);
}
