namespace NetGen.Models.Keras;

/// <summary>The bytes of a file in memory, of which a reader may take so many in all: one that a damaged file sends round in circles ends.</summary>
/// <param name="bytes">The file.</param>
internal sealed class BoundedStream(byte[] bytes) : MemoryStream(bytes, writable: false)
{
    /// <summary>Groups are read anew for each look-up in them, a few hundred bytes each; numbers once.</summary>
    private long _left = (64L * bytes.Length) + (64 << 20);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        // A read of a few bytes costs as much as one of many.
        _left -= Math.Max(buffer.Length, 64);
        return _left >= 0 ? base.Read(buffer) : throw new InvalidDataException("Expected an HDF5 file, got one that leads in circles.");
    }
}
