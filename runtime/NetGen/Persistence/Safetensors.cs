using System.Collections.Immutable;

namespace NetGen;

/// <summary>
/// Saves and loads the parameters and buffers of networks in the safetensors format:
/// the length of a header, the header in JSON, then the numbers, little-endian.
/// </summary>
/// <remarks>
/// Tensors are named by layer, such as <c>Dense1.weights</c>, and so are buffers, such as <c>BatchNorm1.runningMean</c>,
/// which stand after all parameters. Names, shapes and number types decide whether a file fits a network; numbers of a type with fewer
/// digits, F16 and BF16, are widened. The fingerprint of the topology that stands in the metadata informs; it is not compared, so that a
/// network may change what has no parameters, such as an activation, and keep its file. A file without metadata, written elsewhere, is
/// welcome; <see cref="SafetensorsFile"/> reads files whose tensors have other names.
/// <para>
/// The metadata hold two hashes, <c>netgen.sha256</c> over the numbers and <c>netgen.metadata.sha256</c> over the rest of the metadata.
/// Where a file has them, they are checked: a damaged file is refused. A program that changes such a file leaves them out.
/// </para>
/// </remarks>
public static partial class Safetensors
{
    /// <summary>Saves a network. The file appears whole or, if anything fails, not at all.</summary>
    /// <param name="path">The file; an existing one is replaced, and keeps its access rights on Unix. A symbolic link stays, and what it
    /// leads to is replaced.</param>
    /// <param name="network">What to save.</param>
    /// <exception cref="InvalidOperationException">A parameter or buffer is NaN or infinite, or a variance is negative: no network could
    /// load the file.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save<TSelf, T>(string path, INetwork<TSelf, T> network)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        AtomicFile.Write(path, file => Save(file, network));
    }

    /// <summary>Writes a network to a stream, which stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="network">What to save.</param>
    /// <exception cref="InvalidOperationException">A parameter or buffer is NaN or infinite, or a variance is negative: no network could
    /// load the file.</exception>
    public static void Save<TSelf, T>(Stream stream, INetwork<TSelf, T> network)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged => Write(stream, network, []);

    /// <summary>
    /// Writes a network to a stream that is written asynchronously, such as the body of a response. The stream stays open.
    /// </summary>
    /// <param name="stream">Where to.</param>
    /// <param name="network">What to save, as it is at the time of the call.</param>
    /// <param name="cancellation">Ends writing; the stream then has a part of the file.</param>
    /// <exception cref="InvalidOperationException">A parameter or buffer is NaN or infinite, or a variance is negative: no network could
    /// load the file.</exception>
    public static async Task SaveAsync<TSelf, T>(Stream stream, INetwork<TSelf, T> network, CancellationToken cancellation = default)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var file = new MemoryStream();
        Save(file, network);
        file.Position = 0;
        await file.CopyToAsync(stream, cancellation).ConfigureAwait(false);
    }

    /// <summary>Loads a network. Everything is checked first: if anything is wrong, the network stays as it was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">What to load into.</param>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, does not fit the network, or has a scaler, without which the network would answer wrongly; the message names
    /// what was expected and what the file has.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Load<TSelf, T>(string path, INetwork<TSelf, T> network)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        using FileStream file = DataFile.OpenExisting(path);
        Load(file, network);
    }

    /// <summary>
    /// Loads a network from a stream, up to its end. Everything is checked first: if anything is wrong, the network stays as it was.
    /// </summary>
    /// <param name="stream">Where from.</param>
    /// <param name="network">What to load into.</param>
    /// <inheritdoc cref="Load{TSelf, T}(string, INetwork{TSelf, T})" path="/exception[1]"/>
    public static void Load<TSelf, T>(Stream stream, INetwork<TSelf, T> network)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        ReadAsync(new StreamSource(stream), network, ScalerMetadata.CheckAbsent).Result();
    }

    /// <summary>
    /// Loads a network from a file in memory. Everything is checked first: if anything is wrong, the network stays as it was.
    /// </summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="network">What to load into.</param>
    /// <inheritdoc cref="Load{TSelf, T}(string, INetwork{TSelf, T})" path="/exception[1]"/>
    public static void Load<TSelf, T>(ReadOnlyMemory<byte> file, INetwork<TSelf, T> network)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged => ReadAsync(new MemorySource(file), network, ScalerMetadata.CheckAbsent).Result();

    /// <summary>
    /// Loads a network from a stream that is read asynchronously, such as the body of a request, up to its end. Everything is checked
    /// first: if anything is wrong, the network stays as it was.
    /// </summary>
    /// <param name="stream">Where from.</param>
    /// <param name="network">What to load into. It changes when everything was read, and must not be used while it does.</param>
    /// <param name="cancellation">Ends reading; the network then stays as it was.</param>
    /// <inheritdoc cref="Load{TSelf, T}(string, INetwork{TSelf, T})" path="/exception[1]"/>
    public static async Task LoadAsync<TSelf, T>(Stream stream, INetwork<TSelf, T> network, CancellationToken cancellation = default)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        await ReadAsync(new StreamSource(stream, isAsync: true, cancellation), network, ScalerMetadata.CheckAbsent).ConfigureAwait(false);
    }

    private static void Write<TSelf, T>(Stream stream, INetwork<TSelf, T> network, ImmutableArray<KeyValuePair<string, string>> metadata)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(network);
        SafetensorsLayout layout = SafetensorsLayout.Of<TSelf, T>() with { Metadata = metadata };
        if (layout.FirstFault<T>(network.Parameters, network.Buffers, " to save") is { } fault)
            throw new InvalidOperationException(fault);
        SafetensorsWriter.Write<T>(stream, layout, network.Parameters, network.Buffers);
    }

    /// <summary>
    /// Reads everything, after <paramref name="accept"/> has looked at the metadata, which it may refuse, and only then writes into the
    /// network.
    /// </summary>
    private static async ValueTask<TResult> ReadAsync<TSelf, T, TResult>(
        ByteSource source, INetwork<TSelf, T> network, Func<IReadOnlyDictionary<string, string>, TResult> accept)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        SafetensorsHeader header = await SafetensorsHeader.ReadAsync(source).ConfigureAwait(false);
        var reader = new SafetensorsReader(source, header, SafetensorsLayout.Of<TSelf, T>());
        reader.CheckFits();
        TResult result = accept(header.Metadata);

        T[] parameters = new T[network.Parameters.Length], buffers = new T[network.Buffers.Length];
        await reader.ReadAsync(parameters, buffers).ConfigureAwait(false);
        parameters.CopyTo(network.Parameters);
        buffers.CopyTo(network.Buffers);
        return result;
    }
}
