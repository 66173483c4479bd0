namespace NetGen;

/// <summary>The bytes of a stream from where it stands.</summary>
/// <param name="stream">The stream.</param>
/// <param name="isAsync">Whether it is read asynchronously.</param>
/// <param name="cancellation">Ends asynchronous reading.</param>
internal sealed class StreamSource(Stream stream, bool isAsync = false, CancellationToken cancellation = default) : ByteSource
{
    /// <inheritdoc/>
    public override long? Remaining => stream.CanSeek ? Math.Max(0, stream.Length - stream.Position) : null;

    /// <inheritdoc/>
    protected override ValueTask<int> ReadAsync(Memory<byte> destination) =>
        isAsync ? stream.ReadAsync(destination, cancellation) : new ValueTask<int>(stream.Read(destination.Span));
}
