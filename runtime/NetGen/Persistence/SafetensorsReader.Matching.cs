using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace NetGen;

/// <content>Files of other topologies.</content>
internal static partial class SafetensorsReader
{
    private const int SkippedAtOnce = 1 << 16;

    /// <summary>Fills <paramref name="parameters"/> and <paramref name="buffers"/> as far as the file has tensors of the same name and shape, and reads the rest only to check it.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or has a tensor of another number type.</exception>
    public static TransferReport ReadMatching<T>(Stream stream, SafetensorsLayout layout, Span<T> parameters, Span<T> buffers)
        where T : unmanaged
    {
        SafetensorsHeader header = ReadHeader(stream);
        SafetensorsTensor[] given = [.. Placed(header.Entries.Select(entry => Own(entry.Key, entry.Value, layout)))];
        TransferReport report = TransferReport.Of(given, layout.Tensors);
        foreach (SafetensorsTensor tensor in given)
        {
            if (report.Taken.Contains(tensor.Name))
                ReadExactly(stream, MemoryMarshal.AsBytes(layout.Tensors.First(own => own.Name == tensor.Name).Numbers(parameters, buffers)), $"'{tensor.Name}'");
            else
                Skip(stream, (long)tensor.Length * layout.NumberSize, $"'{tensor.Name}'");
        }

        if (stream.ReadByte() >= 0)
            throw new InvalidDataException($"Expected the file to end after {given.Sum(tensor => (long)tensor.Length * layout.NumberSize)} bytes of numbers, got more.");
        return report;
    }

    /// <summary>A tensor as the file itself describes it, and its place.</summary>
    private static (SafetensorsTensor Tensor, long Begin, long End) Own(string name, JsonElement entry, SafetensorsLayout layout)
    {
        var unknown = new SafetensorsTensor(name, [], 0, 0, IsBuffer: false);
        long length = 1;
        var shape = ImmutableArray.CreateBuilder<int>();
        foreach (long extent in Numbers(unknown, entry, "shape"))
        {
            // Both factors are below 2^31, so that their product is exact.
            length = extent is >= 0 and <= int.MaxValue ? length * extent : long.MaxValue;
            if (length > int.MaxValue)
                throw new InvalidDataException($"Expected extents of at least 0 and at most {int.MaxValue} numbers in '{name}', got {entry.GetProperty("shape").GetRawText()}.");
            shape.Add((int)extent);
        }

        return Place(unknown with { Shape = shape.ToImmutable(), Length = (int)length }, entry, layout);
    }

    /// <summary>Reads numbers that nobody wants, without room for all of them: how many there are is only what the header says.</summary>
    private static void Skip(Stream stream, long bytes, string part)
    {
        var some = new byte[Math.Min(bytes, SkippedAtOnce)];
        for (; bytes > 0; bytes -= Math.Min(bytes, some.Length))
            ReadExactly(stream, some.AsSpan(0, (int)Math.Min(bytes, some.Length)), part);
    }
}
