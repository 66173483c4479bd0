using System.Buffers.Binary;

namespace NetGen;

/// <summary>
/// Reads the IDX format of the MNIST family: two zero bytes, a byte for the type of the numbers, a byte for the number of
/// dimensions, each dimension as a big-endian 32-bit number, then the numbers. Read are files of unsigned bytes (type 8),
/// compressed with gzip or not.
/// </summary>
public static class IdxFile
{
    private const byte UnsignedByte = 0x08;
    private const int BlockLength = 1 << 16;

    /// <summary>A data set from a file of images or vectors and a file of labels.</summary>
    /// <param name="inputsPath">Samples in the first dimension; images without channels get one.</param>
    /// <param name="targetsPath">One label a sample, or several.</param>
    /// <param name="scale">Whether inputs become 0 to 1 rather than 0 to 255.</param>
    /// <exception cref="InvalidDataException">A file is no IDX file of unsigned bytes, is cut off or too long, is empty, or the two differ
    /// in their number of samples.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static Dataset Read(string inputsPath, string targetsPath, bool scale = true)
    {
        (int[] shape, float[] inputs) = ReadTensor(inputsPath, scale ? byte.MaxValue : 1);
        (int[] labelShape, float[] labels) = ReadTensor(targetsPath, divisor: 1);
        if (shape[0] != labelShape[0])
            throw new InvalidDataException(
                $"Expected as many targets as the {shape[0]} inputs of '{inputsPath}', got {labelShape[0]} in '{targetsPath}'.");

        int[] inputShape = shape switch
        {
            [_] => [1],
            [_, var height, var width] => [height, width, 1],
            _ => shape[1..],
        };
        return Dataset.FromArrays(inputs, labels, inputShape);
    }

    private static (int[] Shape, float[] Numbers) ReadTensor(string path, float divisor)
    {
        // Counted first, so that a header takes no more memory than there are numbers, and they lie in one array at once.
        long bytes = DataFile.Measure(path);
        using Stream stream = DataFile.OpenRead(path);
        int[] shape = ReadShape(stream, path);
        int length = shape.Aggregate(1, (product, extent) => product * extent);
        long given = bytes - (sizeof(int) * (1L + shape.Length));
        if (given < length)
            throw new InvalidDataException($"Expected {length} bytes of its numbers in '{path}', got {given}: the file is cut off.");
        if (given > length)
            throw new InvalidDataException($"Expected '{path}' to end after {length} numbers ({Text(shape)}), got more.");

        var numbers = new float[length];
        var block = new byte[BlockLength];
        for (int done = 0; done < length; done += BlockLength)
        {
            Span<byte> part = block.AsSpan(0, Math.Min(BlockLength, length - done));
            ReadExactly(stream, part, path, "its numbers");
            for (int i = 0; i < part.Length; i++)
                numbers[done + i] = part[i] / divisor;
        }

        return (shape, numbers);
    }

    private static int[] ReadShape(Stream stream, string path)
    {
        Span<byte> magic = stackalloc byte[4];
        ReadExactly(stream, magic, path, "its magic number");
        if (magic[0] != 0 || magic[1] != 0 || magic[2] != UnsignedByte || magic[3] == 0)
            throw new InvalidDataException($"Expected '{path}' to begin with 00 00 08 and a number of dimensions (IDX, unsigned bytes), "
                + $"got {magic[0]:X2} {magic[1]:X2} {magic[2]:X2} {magic[3]:X2}.");

        var shape = new int[magic[3]];
        long length = 1;
        Span<byte> word = stackalloc byte[4];
        for (int i = 0; i < shape.Length; i++)
        {
            ReadExactly(stream, word, path, "its dimensions");
            shape[i] = BinaryPrimitives.ReadInt32BigEndian(word);
            if (shape[i] < 1)
                throw new InvalidDataException($"Expected dimensions of at least 1 in '{path}', got {shape[i]} as dimension {i}.");
            if (length > Array.MaxLength / shape[i])
                throw new InvalidDataException(
                    $"Expected at most {Array.MaxLength} numbers in '{path}', got dimensions {Text(shape[..(i + 1)])}.");
            length *= shape[i];
        }

        return shape;
    }

    private static string Text(int[] shape) => Excerpt.Of(string.Join(" x ", shape));

    private static void ReadExactly(Stream stream, Span<byte> destination, string path, string part)
    {
        int read = stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        if (read < destination.Length)
            throw new InvalidDataException($"Expected {destination.Length} bytes of {part} in '{path}', got {read}: the file is cut off.");
    }
}
