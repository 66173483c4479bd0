using System.Collections.Immutable;

namespace NetGen;

/// <summary>
/// Saves and loads the parameters and buffers of networks in the safetensors format:
/// the length of a header, the header in JSON, then the numbers, little-endian.
/// </summary>
/// <remarks>
/// Tensors are named by layer, such as <c>Dense1.weights</c>, and so are buffers, such as <c>BatchNorm1.runningMean</c>,
/// which stand after all parameters. Names, shapes and number types decide whether a file fits a network. The fingerprint of the topology
/// that stands in the metadata informs; it is not compared, so that a network may change what has no parameters, such as an
/// activation, and keep its file. A file without metadata, written elsewhere, is welcome.
/// </remarks>
public static partial class Safetensors
{
    /// <summary>Saves a network. The file appears whole or, if anything fails, not at all.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="network">What to save.</param>
    /// <exception cref="InvalidOperationException">A parameter or buffer is NaN or infinite: no network could load the file.</exception>
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
    /// <exception cref="InvalidOperationException">A parameter or buffer is NaN or infinite: no network could load the file.</exception>
    public static void Save<TSelf, T>(Stream stream, INetwork<TSelf, T> network)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged => Write(stream, network, []);

    private static void Write<TSelf, T>(Stream stream, INetwork<TSelf, T> network, ImmutableArray<KeyValuePair<string, string>> metadata)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(network);
        SafetensorsLayout layout = SafetensorsLayout.Of<TSelf, T>() with { Metadata = metadata };
        if (layout.FirstNotFinite<T>(network.Parameters, network.Buffers) is { } place)
            throw new InvalidOperationException($"Expected finite numbers to save, got {place}.");
        SafetensorsWriter.Write<T>(stream, layout, network.Parameters, network.Buffers);
    }

    /// <summary>Loads a network. Everything is checked first: if anything is wrong, the network stays as it was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">What to load into.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or does not fit the network; the message names what was expected and what the file has.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Load<TSelf, T>(string path, INetwork<TSelf, T> network)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        using FileStream file = File.OpenRead(path);
        Load(file, network);
    }

    /// <summary>Loads a network from a stream, up to its end. Everything is checked first: if anything is wrong, the network stays as it was.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="network">What to load into.</param>
    /// <exception cref="InvalidDataException">The data are damaged, or do not fit the network; the message names what was expected and what there is.</exception>
    public static void Load<TSelf, T>(Stream stream, INetwork<TSelf, T> network)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged => Read(stream, network, static _ => true);

    /// <summary>Reads everything, lets <paramref name="accept"/> look at the metadata, which it may refuse, and only then writes into the network.</summary>
    private static TResult Read<TSelf, T, TResult>(Stream stream, INetwork<TSelf, T> network, Func<IReadOnlyDictionary<string, string>, TResult> accept)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(network);
        SafetensorsLayout layout = SafetensorsLayout.Of<TSelf, T>();
        var parameters = new T[network.Parameters.Length];
        var buffers = new T[network.Buffers.Length];
        IReadOnlyDictionary<string, string> metadata = SafetensorsReader.Read<T>(stream, layout, parameters, buffers);
        if (layout.FirstNotFinite<T>(parameters, buffers) is { } place)
            throw new InvalidDataException($"Expected finite numbers, got {place}.");

        TResult result = accept(metadata);
        parameters.CopyTo(network.Parameters);
        buffers.CopyTo(network.Buffers);
        return result;
    }
}
