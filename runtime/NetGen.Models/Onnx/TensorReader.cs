using System.Buffers.Binary;
using System.Collections.Immutable;
using Google.Protobuf;
using NetGen.Models.Building;
using NetGen.Models.Onnx.Messages;

namespace NetGen.Models.Onnx;

/// <summary>Reads tensors of ONNX.</summary>
internal static class TensorReader
{
    private const int Float = 1, Int32 = 6, Int64 = 7, Bool = 9, Half = 10, Double = 11, BFloat16 = 16;

    /// <summary>A tensor file: a message by itself.</summary>
    public static TensorData ReadFile(string path)
    {
        Constant tensor = Read(Parse(path, TensorProto.Parser), Path.GetFileName(path));
        return new TensorData(tensor.Shape, tensor.Numbers());
    }

    /// <summary>A message that is a whole file.</summary>
    public static T Parse<T>(string path, MessageParser<T> parser)
        where T : IMessage<T>
    {
        using FileStream file = File.OpenRead(path);
        try
        {
            return parser.ParseFrom(file);
        }
        catch (InvalidProtocolBufferException fault)
        {
            throw new InvalidDataException($"Expected a message of ONNX: {fault.Message}", fault);
        }
    }

    public static Constant Read(TensorProto tensor, string name)
    {
        ImmutableArray<int> shape = Shape(tensor.Dims, name);
        int size = shape.Aggregate(1, (product, extent) => product * extent);
        if (tensor.DataLocation != 0)
            throw new ModelImportException(name, string.Empty, "its numbers are in another file, and files are read one by one");
        ReadOnlySpan<byte> raw = tensor.RawData.Span;
        return tensor.DataType switch
        {
            Float when raw.IsEmpty => Constant.Of(shape, Counted([.. tensor.FloatData], size, name)),
            Double when raw.IsEmpty => Constant.Of(shape, Counted(tensor.DoubleData.Select(number => (float)number).ToArray(), size, name)),
            Int64 when raw.IsEmpty => Constant.Of(shape, Counted([.. tensor.Int64Data], size, name)),
            Int32 or Bool when raw.IsEmpty =>
                Constant.Of(shape, Counted(tensor.Int32Data.Select(number => (long)number).ToArray(), size, name)),
            Float => Constant.Of(shape, Each(raw, sizeof(float), size, name, BinaryPrimitives.ReadSingleLittleEndian)),
            Double => Constant.Of(
                shape, Each(raw, sizeof(double), size, name, bytes => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes))),
            Half => Constant.Of(shape, Each(raw, 2, size, name, bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes))),
            BFloat16 => Constant.Of(
                shape, Each(raw, 2, size, name, bytes =>
                BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16))),
            Int64 => Constant.Of(shape, Each(raw, sizeof(long), size, name, BinaryPrimitives.ReadInt64LittleEndian)),
            Int32 => Constant.Of(shape, Each(raw, sizeof(int), size, name, bytes => (long)BinaryPrimitives.ReadInt32LittleEndian(bytes))),
            Bool => Constant.Of(shape, Each(raw, 1, size, name, bytes => (long)bytes[0])),
            _ => throw new ModelImportException(name, string.Empty, $"its numbers are of type {tensor.DataType}, which is not read"),
        };
    }

    /// <summary>Extents of at least 0 and not too many numbers.</summary>
    public static ImmutableArray<int> Shape(IEnumerable<long> extents, string name)
    {
        var shape = ImmutableArray.CreateBuilder<int>();
        long size = 1;
        foreach (long extent in extents)
        {
            if (extent is < 0 or > int.MaxValue || (size *= extent) > NetworkBuilder.MostNumbers || shape.Count == 32)
                throw new InvalidDataException($"Expected a shape of at most {NetworkBuilder.MostNumbers} numbers of '{name}', got "
                    + $"[{string.Join(", ", extents.Take(32))}].");
            shape.Add((int)extent);
        }

        return shape.ToImmutable();
    }

    private delegate T Reader<T>(ReadOnlySpan<byte> bytes);

    private static T[] Each<T>(ReadOnlySpan<byte> raw, int bytes, int size, string name, Reader<T> read)
    {
        if (raw.Length != (long)size * bytes)
            throw new InvalidDataException($"Expected {(long)size * bytes} bytes of numbers in '{name}', got {raw.Length}.");
        var numbers = new T[size];
        for (int i = 0; i < size; i++)
            numbers[i] = read(raw[(i * bytes)..]);
        return numbers;
    }

    private static T[] Counted<T>(T[] numbers, int size, string name) =>
        numbers.Length == size ? numbers : throw new InvalidDataException($"Expected {size} numbers in '{name}', got {numbers.Length}.");
}
