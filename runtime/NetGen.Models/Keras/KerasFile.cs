using System.Collections.Immutable;
using System.Text.Json;
using NetGen.Models.Archives;
using NetGen.Models.Json;
using NetGen.Models.Weights;

namespace NetGen.Models.Keras;

/// <summary>A file of Keras: the configuration of the model where it has one, and the weights by layer.</summary>
/// <param name="Config">The model as JSON; null in a file of weights alone.</param>
/// <param name="Layers">The layers that have weights, in order.</param>
/// <param name="IsKeras3">Whether Keras 3 has written it.</param>
internal sealed record KerasFile(JsonElement? Config, ImmutableArray<SourceModule> Layers, bool IsKeras3)
{
    /// <summary>The weights of a file, ready to be matched with layers: a separable convolution is two.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or no file of Keras.</exception>
    public static ImmutableArray<SourceModule> Weights(string path) => [.. Read(path).Layers.SelectMany(SeparableLayers.Split)];

    /// <summary>Reads a file: <c>.keras</c> is a zip file, <c>.h5</c> is HDF5.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or no file of Keras.</exception>
    public static KerasFile Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        if (file.Length > Array.MaxLength)
            throw new InvalidDataException($"Expected a file of at most {Array.MaxLength} bytes, got {file.Length}.");
        if (Path.GetExtension(path).Equals(".keras", StringComparison.OrdinalIgnoreCase))
            return OfArchive(file);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        HdfFile hdf = HdfFile.Open(bytes);
        JsonElement? config = hdf.Text("/", "model_config") is { } text ? Parse(text, "the attribute 'model_config'") : null;
        return new KerasFile(config, KerasNamedWeights.Holds(hdf) ? KerasNamedWeights.Read(hdf) : KerasNumberedWeights.Read(hdf, config),
            IsVersion3(Version(hdf)));
    }

    private static KerasFile OfArchive(FileStream file)
    {
        const string config = "config.json", weights = "model.weights.h5";
        using StoredArchive archive = StoredArchive.Open(file);
        byte[] text = archive.Find(config) ?? throw new InvalidDataException($"Expected '{config}' in a file of Keras, got none.");
        byte[] numbers = archive.Find(weights) ?? throw new InvalidDataException($"Expected '{weights}' in a file of Keras, got none.");
        JsonElement model = Parse(System.Text.Encoding.UTF8.GetString(text), $"'{config}'");
        string? version = archive.Find("metadata.json") is { } metadata
            && Parse(System.Text.Encoding.UTF8.GetString(metadata), "'metadata.json'")
                .TryGetProperty("keras_version", out JsonElement given)
            && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
        return new KerasFile(model, KerasNumberedWeights.Read(HdfFile.Open(numbers), model), IsVersion3(version ?? "3"));
    }

    private static string? Version(HdfFile file) =>
        file.Text("/", "keras_version") ?? (file.Has("model_weights") ? file.Text("model_weights", "keras_version") : null);

    private static bool IsVersion3(string? version) => version is not null && version.Split('.')[0] == "3";

    private static JsonElement Parse(string text, string what)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone()
                : throw new InvalidDataException($"Expected a JSON object as {what}, got {document.RootElement.ValueKind}.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"Expected JSON as {what}: {fault.Message}", fault);
        }
    }
}
