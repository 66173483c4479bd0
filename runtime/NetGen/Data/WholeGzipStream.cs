using System.IO.Compression;

namespace NetGen;

/// <summary>
/// Unpacks a gzip file of one or several members, one after the other, as it is read. It refuses a file that is cut off, whose end
/// <see cref="GZipStream"/> takes for the end of the data.
/// </summary>
/// <remarks>
/// Behind the file comes a member of our own with a known content. It is unpacked only where the file ends with a whole member; so the last
/// bytes of the content tell whether it does.
/// </remarks>
internal sealed class WholeGzipStream : Stream
{
    private const int BlockLength = 1 << 16;

    /// <summary>The content of the last member.</summary>
    private static readonly byte[] End = [0x6E, 0xE7, 0x9E, 0x17, 0x67, 0xC5, 0x3B, 0xA2, 0x91, 0x0D, 0xF4, 0x58, 0x2C, 0x86, 0xDA, 0x73];

    private readonly string _path;
    private readonly ConcatenatedStream _packed;
    private readonly GZipStream _content;

    /// <summary>Content that was unpacked and not yet read; the last bytes of it may be <see cref="End"/>.</summary>
    private readonly byte[] _block = new byte[BlockLength + End.Length];
    private int _start;
    private int _length;
    private bool _ended;

    /// <summary>The content of a file.</summary>
    /// <param name="file">The file, which is closed with this stream.</param>
    /// <param name="path">Its name, for messages.</param>
    public WholeGzipStream(Stream file, string path)
    {
        _path = path;
        _packed = new ConcatenatedStream(file, new MemoryStream(Pack(End)));
        _content = new GZipStream(_packed, CompressionMode.Decompress);
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The file is damaged or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        if (_length <= End.Length && !_ended)
            Fill();
        int count = Math.Min(buffer.Length, _length - (_ended ? 0 : End.Length));
        _block.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        _length -= count;
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content.Dispose();
        base.Dispose(disposing);
    }

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(content);
        return packed.ToArray();
    }

    /// <summary>Unpacks more, until there is something to read or the end is reached.</summary>
    private void Fill()
    {
        _block.AsSpan(_start, _length).CopyTo(_block);
        _start = 0;
        while (_length <= End.Length && !_ended)
        {
            int read = Unpack(_block.AsSpan(_length));
            _length += read;
            _ended = read == 0;
        }

        if (!_ended)
            return;
        if (!_block.AsSpan(0, _length).EndsWith(End))
            throw new InvalidDataException($"Expected '{_path}' to end with a whole member of gzip, got another end: the file is cut off.");
        _length -= End.Length;
    }

    private int Unpack(Span<byte> destination)
    {
        try
        {
            return _content.Read(destination);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"Expected '{_path}' to be compressed with gzip, got an error: {exception.Message}", exception);
        }
    }
}
