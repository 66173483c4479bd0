using NetGen.Models.Audio;
using NetGen.Models.Building;
using NetGen.Models.Keras;
using NetGen.Models.Onnx;

namespace NetGen.Models;

/// <summary>Reads models that were trained elsewhere.</summary>
/// <remarks>
/// By the ending of the name: <c>.onnx</c>, opset 6 to 21; <c>.keras</c> and <c>.h5</c>, Keras; <c>.nam</c>, Neural Amp Modeler (LSTM,
/// WaveNet); <c>.json</c>, RTNeural, or the state of a PyTorch module as JSON. A file is data: nothing in it is run, and what it claims of
/// its size is checked before memory is taken.
/// </remarks>
public static class ModelFile
{
    /// <summary>Reads a model.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The name of the class and what the file leaves open. Default: a class named after the file.</param>
    /// <returns>The class, its weights and a report.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or not of the format that its name says.</exception>
    /// <exception cref="ModelImportException">The model is readable, but no network can express it; the exception has a problem for each
    /// node.</exception>
    /// <exception cref="ArgumentException">An option is no identifier, or below 1.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ImportedModel Read(string path, ImportOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new ImportOptions();
        Check(options);
        string className = options.ClassName ?? CSharpText.Identifier(Path.GetFileNameWithoutExtension(path));
        var context = new ImportContext(path, className, options);
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".ONNX" => OnnxModel.Read(context),
            ".NAM" => NamFile.Read(context),
            ".JSON" => RtNeuralFile.Read(context),
            ".KERAS" or ".H5" or ".HDF5" => KerasModel.Read(context),
            ".PT" or ".PTH" or ".SAFETENSORS" => throw new InvalidDataException(
                "Expected a model with its layers, got a file of weights, which has none: 'netgen weights' (ModelWeights.Read) puts them "
                    + "into "
                + "a class that exists. Or export the model in PyTorch: torch.onnx.export(model, sample, 'model.onnx')."),
            string ending =>
                throw new InvalidDataException($"Expected a file that ends in .onnx, .keras, .h5, .nam or .json, got '{ending}'."),
        };
    }

    private static void Check(ImportOptions options)
    {
        if (options.ClassName is { } name && !CSharpText.IsIdentifier(name))
            throw new ArgumentException($"Expected an identifier as the name of the class, got '{name}'.", nameof(options));
        if (options.Namespace is { } space && !space.Split('.').All(CSharpText.IsIdentifier))
            throw new ArgumentException($"Expected identifiers with points between them as namespace, got '{space}'.", nameof(options));
        if (new[] { options.Steps ?? 1, options.Features ?? 1, options.Stride, options.Dilation, options.OutputSteps ?? 1 }.Min() < 1)
            throw new ArgumentException("Expected steps, features, stride and dilation of at least 1.", nameof(options));
    }
}

/// <summary>A file to import, and what was asked for.</summary>
/// <param name="Path">The file.</param>
/// <param name="ClassName">The name of the class.</param>
/// <param name="Options">What the caller says.</param>
internal sealed record ImportContext(string Path, string ClassName, ImportOptions Options)
{
    /// <summary>The steps of a sequence whose file leaves them open and nobody says.</summary>
    public const int DefaultSteps = 64;

    public string FileName => System.IO.Path.GetFileName(Path);

    public ImportHead Head(string format, NetworkBuilder network) =>
        new(ClassName, Options.Namespace, $"{FileName} ({format})", network.Remark, [.. network.Members]) { Weights = Options.Weights };
}
