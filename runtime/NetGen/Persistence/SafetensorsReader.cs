using System.Security.Cryptography;

namespace NetGen;

/// <summary>Reads the numbers of a network from the file whose header was read.</summary>
/// <param name="source">What follows the header.</param>
/// <param name="header">The header.</param>
/// <param name="layout">What the network takes.</param>
internal sealed class SafetensorsReader(ByteSource source, SafetensorsHeader header, SafetensorsLayout layout)
{
    /// <summary>A multiple of the bytes of every number.</summary>
    private const int BlockLength = 1 << 16;

    private readonly IncrementalHash? _hash = SafetensorsChecksum.Begin(header.Metadata);

    /// <summary>The bytes on their way to the network; empty before numbers are read.</summary>
    private byte[] _block = [];

    /// <summary>
    /// Checks that the file has the tensors of the network and no others, each of the right shape and of a type that the network takes.
    /// </summary>
    /// <exception cref="InvalidDataException">It is damaged, or does not fit the layout.</exception>
    public void CheckFits()
    {
        if (header.Fault is { } fault && layout.Tensors.Any(tensor => tensor.Name == fault.Name))
            throw new InvalidDataException(fault.Message);
        foreach (SafetensorsTensor tensor in layout.Tensors)
        {
            if (header.Find(tensor.Name) is null)
                throw new InvalidDataException(
                    $"Expected a tensor '{tensor.Name}', got {Excerpt.OfNames(header.Entries.Select(entry => entry.Name))}.");
        }

        if (header.Entries.Length != layout.Tensors.Length || header.Fault is not null)
        {
            HashSet<string> own = [.. layout.Tensors.Select(tensor => tensor.Name)];
            string unknown = Excerpt.OfNames(
                header.Entries.Select(entry => entry.Name).Where(name => !own.Contains(name)).Append(header.Fault?.Name).OfType<string>());
            throw new InvalidDataException(
                $"Expected the tensors of {layout.Network.Name} only, {Excerpt.OfNames(own)}, got also {unknown}.");
        }

        foreach (SafetensorsTensor tensor in layout.Tensors)
            CheckFits(tensor, header.Find(tensor.Name)!);
        header.InFileOrder(source);
    }

    /// <summary>
    /// Fills a network with all its tensors, which <see cref="CheckFits()"/> has found in the header, up to the end of the source.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public async ValueTask ReadAsync<T>(T[] parameters, T[] buffers)
        where T : unmanaged
    {
        await ReadAsync(header.InFileOrder(source), layout, parameters, buffers).ConfigureAwait(false);
        if (layout.FirstFault<T>(parameters, buffers) is { } fault)
            throw new InvalidDataException(fault);
        SafetensorsChecksum.Check(_hash, header.Metadata);
    }

    /// <summary>Fills a network with what agrees, layer by layer, and reads past the rest, up to the end of the source.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public async ValueTask<TransferReport> ReadMatchingAsync<T>(T[] parameters, T[] buffers)
        where T : unmanaged
    {
        SafetensorsEntry[] order = header.InFileOrder(source);
        TransferReport report = TransferReport.Of(order, layout) with { LeavesScaler = ScalerMetadata.IsIn(header.Metadata) };
        SafetensorsLayout taken = layout.Only(report.Taken);
        await ReadAsync(order, taken, parameters, buffers).ConfigureAwait(false);
        if (taken.FirstFault<T>(parameters, buffers) is { } fault)
            throw new InvalidDataException(fault);
        SafetensorsChecksum.Check(_hash, header.Metadata);
        return report;
    }

    private async ValueTask ReadAsync<T>(SafetensorsEntry[] order, SafetensorsLayout taken, T[] parameters, T[] buffers)
        where T : unmanaged
    {
        Dictionary<string, SafetensorsTensor> wanted = taken.Tensors.ToDictionary(tensor => tensor.Name);
        _block = new byte[BlockLength];
        long end = 0;
        foreach (SafetensorsEntry entry in order)
        {
            wanted.TryGetValue(entry.Name, out SafetensorsTensor? tensor);
            await ReadAsync(entry, tensor, parameters, buffers).ConfigureAwait(false);
            end = entry.End;
        }

        if (await source.HasMoreAsync().ConfigureAwait(false))
            throw new InvalidDataException($"Expected the file to end after {end} bytes of numbers, got more.");
    }

    /// <summary>Reads a tensor block by block, into the network where it has room for it.</summary>
    private async ValueTask ReadAsync<T>(SafetensorsEntry entry, SafetensorsTensor? tensor, T[] parameters, T[] buffers)
        where T : unmanaged
    {
        int size = tensor is null ? 1 : SafetensorsNumbers.SizeOf(entry.Type)!.Value;
        for (long done = 0; done < entry.ByteLength; done += BlockLength)
        {
            int length = (int)Math.Min(BlockLength, entry.ByteLength - done);
            await source.ReadExactlyAsync(_block.AsMemory(0, length), entry.Name).ConfigureAwait(false);
            _hash?.AppendData(_block, 0, length);
            if (tensor is not null)
                SafetensorsNumbers.ConvertForNetwork(
                    entry.Type, _block.AsSpan(0, length), tensor.Numbers<T>(parameters, buffers).Slice((int)(done / size), length / size));
        }
    }

    private void CheckFits(SafetensorsTensor tensor, SafetensorsEntry entry)
    {
        if (!SafetensorsNumbers.Widens(entry.Type, layout.Type))
            throw new InvalidDataException($"Expected '{tensor.Name}' to be of type \"{layout.Type}\", got \"{Excerpt.Of(entry.Type)}\".");
        if (!entry.Shape.AsSpan().SequenceEqual(tensor.Shape.AsSpan()))
            throw new InvalidDataException(
                $"Expected '{tensor.Name}' to have the shape [{string.Join(", ", tensor.Shape)}], got [{string.Join(", ", entry.Shape)}].");
    }
}
