namespace NetGen;

/// <summary>
/// Bytes that come one after the other and may end too early. Where the source reads synchronously, every task is completed when it is
/// returned, so that one reader serves both kinds of callers.
/// </summary>
internal abstract class ByteSource
{
    private const int FirstRoom = 1 << 16;

    /// <summary>How many bytes are left; null where that is not known before they come.</summary>
    public abstract long? Remaining { get; }

    /// <summary>Fills <paramref name="destination"/>.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="part">What it is, for the message.</param>
    /// <exception cref="InvalidDataException">There are fewer bytes.</exception>
    public async ValueTask ReadExactlyAsync(Memory<byte> destination, string part)
    {
        int read = await ReadUpToAsync(destination).ConfigureAwait(false);
        if (read < destination.Length)
            throw CutOff(destination.Length, part, read);
    }

    /// <summary>The next bytes, which may belong to the caller of the whole.</summary>
    /// <inheritdoc cref="TakeCopyAsync"/>
    public virtual async ValueTask<ReadOnlyMemory<byte>> TakeAsync(long length, string part) =>
        await TakeCopyAsync(length, part).ConfigureAwait(false);

    /// <summary>
    /// The next bytes, in an array of their own. A number that only the file claims takes no memory: room grows with the bytes that have
    /// come.
    /// </summary>
    /// <param name="length">How many.</param>
    /// <param name="part">What they are, for the message.</param>
    /// <exception cref="InvalidDataException">There are fewer bytes, or more than an array can hold.</exception>
    public async ValueTask<byte[]> TakeCopyAsync(long length, string part)
    {
        CheckRemaining(length, part);
        if (length > Array.MaxLength)
            throw new InvalidDataException($"Expected at most {Array.MaxLength} bytes of {Excerpt.Of(part)}, got {length}.");

        var bytes = new byte[Remaining is null ? Math.Min(length, FirstRoom) : length];
        for (int filled = 0; ; Array.Resize(ref bytes, (int)Math.Min(length, 2L * bytes.Length)))
        {
            int read = await ReadUpToAsync(bytes.AsMemory(filled)).ConfigureAwait(false);
            filled += read;
            if (filled < bytes.Length)
                throw CutOff(length, part, filled);
            if (filled == length)
                return bytes;
        }
    }

    /// <summary>Checks, where that is known, that as many bytes are left.</summary>
    /// <exception cref="InvalidDataException">There are fewer.</exception>
    public void CheckRemaining(long length, string part)
    {
        if (Remaining is { } remaining && remaining < length)
            throw CutOff(length, part, remaining);
    }

    /// <summary>Whether bytes are left; takes one if there are.</summary>
    public async ValueTask<bool> HasMoreAsync() =>
        Remaining is { } remaining ? remaining > 0 : await ReadUpToAsync(new byte[1]).ConfigureAwait(false) > 0;

    /// <summary>Reads some bytes, at least one unless there are none left or <paramref name="destination"/> is empty.</summary>
    /// <returns>How many.</returns>
    protected abstract ValueTask<int> ReadAsync(Memory<byte> destination);

    private static InvalidDataException CutOff(long expected, string part, long given) =>
        new($"Expected {expected} bytes of {Excerpt.Of(part)}, got {given}: the file is cut off.");

    private async ValueTask<int> ReadUpToAsync(Memory<byte> destination)
    {
        int read = 0;
        while (read < destination.Length)
        {
            int count = await ReadAsync(destination[read..]).ConfigureAwait(false);
            if (count == 0)
                break;
            read += count;
        }

        return read;
    }
}
