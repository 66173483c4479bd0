namespace NetGen;

/// <content>Weights of other topologies.</content>
public static partial class Safetensors
{
    /// <summary>
    /// Loads what a file of another topology has in common with a network, for fine-tuning: every layer all of whose tensors agree in name
    /// and shape, buffers included. The rest of the network stays as it is, and the rest of the file is ignored, for example the
    /// optimiser's part of a <see cref="Checkpoint"/>.
    /// </summary>
    /// <remarks>
    /// Give a new layer a name that the file does not have, <c>[Dense(5, Name = "Top")]</c>: by their default names two last layers of the
    /// same shape are the same layer. A layer is taken whole or not at all; <see cref="TransferReport.Incomplete"/> names those of which
    /// only a part agrees. Numbers of a type with fewer digits than those of the network are widened, F16 and BF16 among them; tensors of
    /// other types are not taken, and may be in the file. All is checked first, also what is ignored: if the file is damaged, the network
    /// stays as it was. That nothing agrees is not wrong; look at <see cref="TransferReport.Taken"/>.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="network">What to load into.</param>
    /// <returns>What was taken, and what was not.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or a tensor that is taken has a number that is NaN or
    /// infinite.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <example>
    /// <code>
    /// var tuned = new TunedNet(seed: 1);
    /// TransferReport report = Safetensors.LoadMatching("base.safetensors", tuned);
    /// Console.WriteLine(report);
    /// var trainer = new Trainer&lt;TunedNet&gt;(tuned, new Adam());
    /// trainer.Freeze("Conv1", "Conv2");
    /// </code>
    /// </example>
    public static TransferReport LoadMatching<TSelf, T>(string path, INetwork<TSelf, T> network)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        using FileStream file = DataFile.OpenExisting(path);
        return LoadMatching(file, network);
    }

    /// <summary>As the method of this name that takes a file, from a stream, up to its end.</summary>
    /// <inheritdoc cref="LoadMatching{TSelf, T}(string, INetwork{TSelf, T})"/>
    /// <param name="stream">Where from.</param>
    /// <param name="network">What to load into.</param>
    public static TransferReport LoadMatching<TSelf, T>(Stream stream, INetwork<TSelf, T> network)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ReadMatchingAsync(new StreamSource(stream), network).Result();
    }

    /// <summary>As the method of this name that takes a file, from a file in memory.</summary>
    /// <inheritdoc cref="LoadMatching{TSelf, T}(string, INetwork{TSelf, T})"/>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="network">What to load into.</param>
    public static TransferReport LoadMatching<TSelf, T>(ReadOnlyMemory<byte> file, INetwork<TSelf, T> network)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged => ReadMatchingAsync(new MemorySource(file), network).Result();

    /// <summary>
    /// As <see cref="LoadMatching{TSelf, T}(string, INetwork{TSelf, T})"/>, from a stream that is read asynchronously, up to its end.
    /// </summary>
    /// <inheritdoc cref="LoadMatching{TSelf, T}(string, INetwork{TSelf, T})"/>
    /// <param name="stream">Where from.</param>
    /// <param name="network">What to load into. It changes when everything was read, and must not be used while it does.</param>
    /// <param name="cancellation">Ends reading; the network then stays as it was.</param>
    public static async Task<TransferReport> LoadMatchingAsync<TSelf, T>(
        Stream stream, INetwork<TSelf, T> network, CancellationToken cancellation = default)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        return await ReadMatchingAsync(new StreamSource(stream, isAsync: true, cancellation), network).ConfigureAwait(false);
    }

    private static async ValueTask<TransferReport> ReadMatchingAsync<TSelf, T>(ByteSource source, INetwork<TSelf, T> network)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        SafetensorsHeader header = await SafetensorsHeader.ReadAsync(source).ConfigureAwait(false);
        var reader = new SafetensorsReader(source, header, SafetensorsLayout.Of<TSelf, T>());
        T[] parameters = network.Parameters.ToArray(), buffers = network.Buffers.ToArray();
        TransferReport report = await reader.ReadMatchingAsync(parameters, buffers).ConfigureAwait(false);
        parameters.CopyTo(network.Parameters);
        buffers.CopyTo(network.Buffers);
        return report;
    }
}
