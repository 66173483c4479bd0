namespace NetGen;

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
    /// <exception cref="InvalidOperationException">A parameter or buffer is NaN or infinite: no network could load the file.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save<TSelf, T>(string path, INetwork<TSelf, T> network, FeatureScaler scaler)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(scaler);
        if (scaler.Columns != TSelf.InputSize)
            throw new ArgumentException($"Expected a scaler of {TSelf.InputSize} columns, as {TSelf.Description.Name} takes them, got {scaler.Columns}.", nameof(scaler));
        AtomicFile.Write(path, file => Write(file, network, ScalerMetadata.Write(scaler)));
    }

    /// <summary>Loads a network and the scaler saved with it. Everything is checked first: if anything is wrong, the network stays as it was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">What to load into.</param>
    /// <param name="scaler">What the inputs go through before the network.</param>
    /// <exception cref="InvalidDataException">The file is damaged, has no scaler, or does not fit the network; the message names what was expected and what the file has.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Load<TSelf, T>(string path, INetwork<TSelf, T> network, out FeatureScaler scaler)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        using FileStream file = File.OpenRead(path);
        scaler = Read(file, network, metadata => ScalerMetadata.Read(metadata, TSelf.InputSize));
    }
}
