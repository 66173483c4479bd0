using System.Numerics;

namespace NetGen;

/// <summary>
/// Saves and loads all that a trainer needs to go on: parameters and buffers, the optimiser's state, the average, the counters that random
/// numbers follow from, and the run under way with its schedule, its early stopping and its best parameters. It may be saved between any
/// two steps, also in the middle of an epoch: a trainer that loads it goes on to the same bits as one that never stopped.
/// </summary>
/// <remarks>
/// The file is a safetensors file: the tensors of the network under their own names, those of the trainer under <c>trainer/...</c>, and all
/// else in the metadata, where floating-point numbers are written so that they are read back to the bit. Data, options and hyperparameters
/// are not in it: the program that resumes brings the same ones.
/// </remarks>
/// <example>
/// <code>
/// trainer.Fit(train, new FitOptions { Epochs = 30, Progress = progress =&gt;
/// {
///     if (progress.Finished is not null)
///         Checkpoint.Save("run.safetensors", trainer);
/// } });
///
/// // In another process:
/// Checkpoint.Load("run.safetensors", trainer);
/// History history = trainer.Resume(train, new FitOptions { Epochs = 30 });
/// </code>
/// </example>
public static class Checkpoint
{
    /// <summary>Saves a trainer, between two steps. The file appears whole or, if anything fails, not at all.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="trainer">What to save.</param>
    /// <exception cref="InvalidOperationException">A number is NaN or infinite, a variance is negative, or the average is swapped into the
    /// model.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save<TNetwork, T>(string path, Trainer<TNetwork, T> trainer)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        CheckpointContent<T> content = CheckpointContent<T>.Of(trainer);
        SafetensorsLayout layout = content.Layout<TNetwork>();
        T[] numbers = content.Numbers();
        if (layout.FirstFault<T>(numbers, default, " to save") is { } fault)
            throw new InvalidOperationException(fault);
        AtomicFile.Write(path, file => SafetensorsWriter.Write<T>(file, layout, numbers, default));
    }

    /// <summary>Loads a trainer. Everything is checked first: if anything is wrong, the trainer stays as it was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="trainer">What to load into: of the same network, with an optimiser of the same kind, and with an average if the file
    /// has one.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or does not fit the trainer; the message names what was expected and
    /// what the file has.</exception>
    /// <exception cref="InvalidOperationException">The optimiser serves another network.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Load<TNetwork, T>(string path, Trainer<TNetwork, T> trainer)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        using FileStream file = DataFile.OpenExisting(path);
        Load(file, trainer);
    }

    /// <summary>
    /// Loads a trainer from a stream, up to its end. Everything is checked first: if anything is wrong, the trainer stays as it was.
    /// </summary>
    /// <param name="stream">Where from.</param>
    /// <param name="trainer">What to load into: of the same network, with an optimiser of the same kind, and with an average if the file
    /// has one.</param>
    /// <exception cref="InvalidDataException">The data are damaged, or do not fit the trainer; the message names what was expected and what
    /// there is.</exception>
    /// <exception cref="InvalidOperationException">The optimiser serves another network.</exception>
    public static void Load<TNetwork, T>(Stream stream, Trainer<TNetwork, T> trainer)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(trainer);
        var source = new StreamSource(stream);
        SafetensorsHeader header = SafetensorsHeader.ReadAsync(source).Result();
        CheckpointContent<T> content = CheckpointMetadata.Read(new MetadataReader(header.Metadata), trainer);
        SafetensorsLayout layout = content.Layout<TNetwork>();
        var reader = new SafetensorsReader(source, header, layout);
        reader.CheckFits();
        T[] numbers = content.Numbers();
        reader.ReadAsync(numbers, []).Wait();
        content.Take(numbers);
        content.PutInto(trainer);
    }
}
