namespace NetGen;

/// <summary>Bytes in memory, which are not copied.</summary>
internal sealed class MemorySource(ReadOnlyMemory<byte> bytes) : ByteSource
{
    private ReadOnlyMemory<byte> _rest = bytes;

    /// <inheritdoc/>
    public override long? Remaining => _rest.Length;

    /// <inheritdoc/>
    public override ValueTask<ReadOnlyMemory<byte>> TakeAsync(long length, string part)
    {
        CheckRemaining(length, part);
        ReadOnlyMemory<byte> taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return new ValueTask<ReadOnlyMemory<byte>>(taken);
    }

    /// <inheritdoc/>
    protected override ValueTask<int> ReadAsync(Memory<byte> destination)
    {
        int count = Math.Min(destination.Length, _rest.Length);
        _rest[..count].CopyTo(destination);
        _rest = _rest[count..];
        return new ValueTask<int>(count);
    }
}
