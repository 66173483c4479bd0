namespace NetGen.Models.Keras;

/// <summary>
/// The bytes of a file in memory, of which a reader may take so many in all: one that a damaged file sends round in circles ends.
/// </summary>
/// <param name="bytes">The file.</param>
internal sealed class BoundedStream(byte[] bytes) : MemoryStream(bytes, writable: false)
{
    /// <summary>Groups are read anew for each look-up in them, a few hundred bytes each; numbers once.</summary>
    private long _left = (64L * bytes.Length) + (64 << 20);

    public override int Read(byte[] buffer, int offset, int count)
    {
        // A read of a few bytes costs as much as one of many.
        _left -= Math.Max(count, 64);
        return _left >= 0 ? base.Read(buffer, offset, count)
            : throw new InvalidDataException("Expected an HDF5 file, got one that leads in circles.");
    }

    /// <summary>The reads are small, or of whole tensors.</summary>
    public override int Read(Span<byte> buffer)
    {
        byte[] copy = new byte[Math.Min(buffer.Length, Math.Max(0, Length - Position))];
        int read = Read(copy, 0, copy.Length);
        copy.AsSpan(0, read).CopyTo(buffer);
        return read;
    }
}
