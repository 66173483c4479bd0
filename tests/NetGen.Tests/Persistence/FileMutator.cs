using System.Buffers.Binary;

namespace NetGen.Tests;

/// <summary>Damages a file in the ways that files are damaged, and in those that someone would try who wants a reader to fail. The seed decides everything.</summary>
internal sealed class FileMutator(byte[] original, int seed)
{
    private static readonly string[] Words =
    [
        "-1", "0", "1", "2147483647", "2147483648", "9223372036854775807", "1e999", "NaN", "null", "\"\"", "[]", "{}", "\\ud800", "\0", "\"", "[", "}", ",,", "F16", "I64", "U8",
    ];

    private static readonly long[] Lengths = [0, 1, -1, 8, 255, int.MaxValue, uint.MaxValue, long.MaxValue, long.MinValue, 99_999_999, 100_000_001];

    private readonly Random _random = new(seed);

    /// <summary>The next damaged file.</summary>
    public byte[] Next()
    {
        byte[] file = [.. original];
        for (int changes = _random.Next(1, 5); changes > 0 && file.Length > 0; changes--)
            file = Change(file);
        return file;
    }

    private byte[] Change(byte[] file) => _random.Next(10) switch
    {
        0 or 1 => Flip(file),
        2 => Set(file),
        3 => file[.._random.Next(file.Length)],
        4 => Insert(file, Some(_random.Next(1, 64))),
        5 => Insert(file, Part(file)),
        6 => Remove(file),
        7 => Overwrite(file, Part(file)),
        8 => Overwrite(file, System.Text.Encoding.UTF8.GetBytes(Words[_random.Next(Words.Length)]), Digit(file)),
        _ => Lie(file),
    };

    private byte[] Flip(byte[] file)
    {
        file[_random.Next(file.Length)] ^= (byte)(1 << _random.Next(8));
        return file;
    }

    private byte[] Set(byte[] file)
    {
        file[_random.Next(file.Length)] = (byte)_random.Next(256);
        return file;
    }

    private byte[] Insert(byte[] file, byte[] bytes)
    {
        int place = _random.Next(file.Length + 1);
        return [.. file[..place], .. bytes, .. file[place..]];
    }

    private byte[] Remove(byte[] file)
    {
        int start = _random.Next(file.Length), end = Math.Min(file.Length, start + _random.Next(1, 32));
        return [.. file[..start], .. file[end..]];
    }

    private byte[] Overwrite(byte[] file, byte[] bytes, int? place = null)
    {
        int start = place ?? _random.Next(file.Length);
        bytes.AsSpan(0, Math.Min(bytes.Length, file.Length - start)).CopyTo(file.AsSpan(start));
        return file;
    }

    /// <summary>A number of another length than there is, at the beginning or anywhere.</summary>
    private byte[] Lie(byte[] file)
    {
        var bytes = new byte[8];
        long length = Lengths[_random.Next(Lengths.Length)];
        if (_random.Next(2) == 0)
            BinaryPrimitives.WriteInt64LittleEndian(bytes, length);
        else
            BinaryPrimitives.WriteInt32BigEndian(bytes, (int)length);
        return Overwrite(file, bytes[.._random.Next(1, 9)], _random.Next(3) == 0 ? 0 : _random.Next(Math.Min(32, file.Length)));
    }

    private byte[] Some(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private byte[] Part(byte[] file)
    {
        int start = _random.Next(file.Length);
        return file[start..Math.Min(file.Length, start + _random.Next(1, 64))];
    }

    /// <summary>The place of a digit, so that words come where numbers are.</summary>
    private int Digit(byte[] file)
    {
        int start = _random.Next(file.Length), digit = file.AsSpan(start).IndexOfAnyInRange((byte)'0', (byte)'9');
        return digit < 0 ? start : start + digit;
    }
}
