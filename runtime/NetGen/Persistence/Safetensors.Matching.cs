namespace NetGen;

/// <content>Weights of other topologies.</content>
public static partial class Safetensors
{
    /// <summary>
    /// Loads what a file of another topology has in common with a network, for fine-tuning: every tensor whose layer, name and shape agree, buffers
    /// included. The rest of the network stays as it is, and the rest of the file is ignored, for example the optimiser's part of a <see cref="Checkpoint"/>.
    /// </summary>
    /// <remarks>
    /// Give a new layer a name that the file does not have, <c>[Dense(5, Name = "Top")]</c>: by their default names two last layers of the same shape are the
    /// same layer. All is checked first, also what is ignored: if anything is wrong, the network stays as it was. That nothing agrees is not wrong;
    /// look at <see cref="TransferReport.Taken"/>.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="network">What to load into.</param>
    /// <returns>What was taken, and what was not.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, one of its tensors has another number type than the network, or one that is taken has a number that is NaN or infinite.</exception>
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
        using FileStream file = File.OpenRead(path);
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
        ArgumentNullException.ThrowIfNull(network);
        SafetensorsLayout layout = SafetensorsLayout.Of<TSelf, T>();
        T[] parameters = network.Parameters.ToArray(), buffers = network.Buffers.ToArray();
        TransferReport report = SafetensorsReader.ReadMatching<T>(stream, layout, parameters, buffers);
        if (layout.Only(report.Taken).FirstNotFinite<T>(parameters, buffers) is { } place)
            throw new InvalidDataException($"Expected finite numbers, got {place}.");

        parameters.CopyTo(network.Parameters);
        buffers.CopyTo(network.Buffers);
        return report;
    }
}
