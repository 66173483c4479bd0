namespace NetGen;

/// <content>Networks whose inputs go through a scaler.</content>
public static partial class Safetensors
{
    /// <summary>
    /// Saves a network and the scaler of its inputs, whose numbers stand in the metadata to the last bit. The file appears whole
    /// or, if anything fails, not at all. A reader that wants the parameters alone finds them as ever.
    /// </summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="network">What to save.</param>
    /// <param name="scaler">What the inputs go through before the network.</param>
    /// <exception cref="ArgumentException">The scaler takes inputs of another size than the network.</exception>
    /// <exception cref="InvalidOperationException">A parameter or buffer is NaN or infinite, or a variance is negative: no network could
    /// load the file.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save<TSelf, T>(string path, INetwork<TSelf, T> network, FeatureScaler scaler)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        CheckScaler<TSelf, T>(scaler);
        AtomicFile.Write(path, file => Write(file, network, ScalerMetadata.Write(scaler)));
    }

    /// <summary>Writes a network and the scaler of its inputs to a stream, which stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="network">What to save.</param>
    /// <param name="scaler">What the inputs go through before the network.</param>
    /// <exception cref="ArgumentException">The scaler takes inputs of another size than the network.</exception>
    /// <exception cref="InvalidOperationException">A parameter or buffer is NaN or infinite, or a variance is negative: no network could
    /// load the file.</exception>
    public static void Save<TSelf, T>(Stream stream, INetwork<TSelf, T> network, FeatureScaler scaler)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        CheckScaler<TSelf, T>(scaler);
        Write(stream, network, ScalerMetadata.Write(scaler));
    }

    /// <summary>
    /// Loads a network and the scaler saved with it. Everything is checked first: if anything is wrong, the network stays as it was.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="network">What to load into.</param>
    /// <param name="scaler">What the inputs go through before the network.</param>
    /// <exception cref="InvalidDataException">The file is damaged, has no scaler, or does not fit the network; the message names what was
    /// expected and what the file has.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Load<TSelf, T>(string path, INetwork<TSelf, T> network, out FeatureScaler scaler)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        using FileStream file = DataFile.OpenExisting(path);
        Load(file, network, out scaler);
    }

    /// <summary>
    /// Loads a network and the scaler saved with it from a stream, up to its end. Everything is checked first: if anything is wrong, the
    /// network stays as it was.
    /// </summary>
    /// <param name="stream">Where from.</param>
    /// <param name="network">What to load into.</param>
    /// <param name="scaler">What the inputs go through before the network.</param>
    /// <inheritdoc cref="Load{TSelf, T}(string, INetwork{TSelf, T}, out FeatureScaler)" path="/exception[1]"/>
    public static void Load<TSelf, T>(Stream stream, INetwork<TSelf, T> network, out FeatureScaler scaler)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        scaler = ReadAsync(new StreamSource(stream), network, metadata => ScalerMetadata.Read(metadata, TSelf.InputSize)).Result();
    }

    /// <summary>
    /// Loads a network and the scaler saved with it from a file in memory. Everything is checked first: if anything is wrong, the network
    /// stays as it was.
    /// </summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="network">What to load into.</param>
    /// <param name="scaler">What the inputs go through before the network.</param>
    /// <inheritdoc cref="Load{TSelf, T}(string, INetwork{TSelf, T}, out FeatureScaler)" path="/exception[1]"/>
    public static void Load<TSelf, T>(ReadOnlyMemory<byte> file, INetwork<TSelf, T> network, out FeatureScaler scaler)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged =>
        scaler = ReadAsync(new MemorySource(file), network, metadata => ScalerMetadata.Read(metadata, TSelf.InputSize)).Result();

    /// <summary>
    /// Loads a network and the scaler saved with it from a stream that is read asynchronously, up to its end. Everything is checked first:
    /// if anything is wrong, the network stays as it was.
    /// </summary>
    /// <param name="stream">Where from.</param>
    /// <param name="network">What to load into. It changes when everything was read, and must not be used while it does.</param>
    /// <param name="cancellation">Ends reading; the network then stays as it was.</param>
    /// <returns>What the inputs go through before the network.</returns>
    /// <inheritdoc cref="Load{TSelf, T}(string, INetwork{TSelf, T}, out FeatureScaler)" path="/exception[1]"/>
    public static async Task<FeatureScaler> LoadWithScalerAsync<TSelf, T>(
        Stream stream, INetwork<TSelf, T> network, CancellationToken cancellation = default)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        var source = new StreamSource(stream, isAsync: true, cancellation);
        return await ReadAsync(source, network, metadata => ScalerMetadata.Read(metadata, TSelf.InputSize)).ConfigureAwait(false);
    }

    private static void CheckScaler<TSelf, T>(FeatureScaler scaler)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(scaler);
        if (scaler.Columns != TSelf.InputSize)
            throw new ArgumentException(
                $"Expected a scaler of {TSelf.InputSize} columns, as {TSelf.Description.Name} takes them, got {scaler.Columns}.",
                nameof(scaler));
    }
}
