using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NetGen;

/// <summary>
/// What a training run was made from: network, data, options and versions, to find out later what a result belongs to. It holds no
/// time and no name of a person, so that a run that is repeated on the same machine writes the same file. Threads are not
/// in it: they change nothing.
/// </summary>
public sealed record RunManifest
{
    /// <summary>The name of the network's class.</summary>
    public required string Network { get; init; }

    /// <summary>The hash of its topology, <see cref="NetworkDescription.Fingerprint"/>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Its number type.</summary>
    public required Precision Precision { get; init; }

    /// <summary>Its trained numbers.</summary>
    public required int Parameters { get; init; }

    /// <summary>The seed of its first weights.</summary>
    public required ulong ModelSeed { get; init; }

    /// <summary>The kind of the optimiser.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The optimiser's learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>
    /// The options of the run. Of optimiser, schedule and augmentation the manifest has the kinds, not all their numbers.
    /// </summary>
    public required FitOptions Options { get; init; }

    /// <summary>The training samples.</summary>
    public required int Samples { get; init; }

    /// <summary>The hash of the training data, <see cref="DataHash.Sha256"/>.</summary>
    public required string DataSha256 { get; init; }

    /// <summary>The hash of the validation data; null where there are none.</summary>
    public string? ValidationSha256 { get; init; }

    /// <summary>Gathers what there is to say about a run.</summary>
    /// <param name="trainer">The trainer, with the network and the optimiser.</param>
    /// <param name="modelSeed">The seed the network was made with.</param>
    /// <param name="train">The training data.</param>
    /// <param name="options">How it trains.</param>
    public static RunManifest Of<TNetwork, T>(Trainer<TNetwork, T> trainer, ulong modelSeed, Dataset train, FitOptions options)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(options);
        return new RunManifest
        {
            Network = TNetwork.Description.Name,
            Fingerprint = TNetwork.Description.Fingerprint,
            Precision = TNetwork.Description.Precision,
            Parameters = TNetwork.ParameterCount,
            ModelSeed = modelSeed,
            Optimizer = trainer.Optimizer.GetType().Name,
            LearningRate = trainer.Optimizer.LearningRate,
            Options = options,
            Samples = train.Count,
            DataSha256 = DataHash.Sha256(train),
            ValidationSha256 = options.Validation is { } validation ? DataHash.Sha256(validation) : null,
        };
    }

    /// <summary>Writes the manifest, and the versions and the machine it is written on, as JSON.</summary>
    public void WriteJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var json = new Utf8JsonWriter(
            stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteStartObject("network");
        json.WriteString("name", Network);
        json.WriteString("fingerprint", Fingerprint);
        json.WriteString("precision", Precision.ToString());
        json.WriteNumber("parameters", Parameters);
        json.WriteNumber("seed", ModelSeed);
        json.WriteEndObject();

        json.WriteStartObject("data");
        json.WriteNumber("samples", Samples);
        json.WriteString("sha256", DataSha256);
        if (ValidationSha256 is not null)
            json.WriteString("validationSha256", ValidationSha256);
        json.WriteEndObject();

        json.WriteStartObject("options");
        json.WriteString("optimizer", Optimizer);
        json.WriteNumber("learningRate", LearningRate);
        json.WriteNumber("epochs", Options.Epochs);
        json.WriteNumber("batchSize", Options.BatchSize);
        json.WriteNumber("seed", Options.Seed);
        json.WriteBoolean("shuffleEachEpoch", Options.ShuffleEachEpoch);
        json.WriteString("schedule", Options.Schedule?.GetType().Name);
        json.WriteString("augmentation", Kind(Options.Augmentation));
        if (Options.Diagnostics is { } diagnostics)
        {
            json.WriteStartObject("diagnostics");
            json.WriteNumber("everyEpochs", diagnostics.EveryEpochs);
            json.WriteNumber("samples", diagnostics.Samples);
            json.WriteNumber("saturationSlope", diagnostics.SaturationSlope);
            json.WriteEndObject();
        }

        json.WriteEndObject();

        json.WriteStartObject("versions");
        json.WriteString("netgen", Version(typeof(RunManifest).Assembly));
        json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
        json.WriteString("system", RuntimeInformation.RuntimeIdentifier);
        json.WriteNumber("vectorBits", 8 * Vector<byte>.Count);
        json.WriteBoolean("fusedMultiplyAdd", Hardware.HasFusedMultiplyAdd);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string? Kind(Augmentation? augmentation) => augmentation is AugmentationSequence sequence
        ? string.Join(", ", sequence.Augmentations.Select(Kind))
        : augmentation?.GetType().Name;

    private static string? Version(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}
