using System.Collections.Immutable;
using System.Text;
using NetGen.Models.Building;

namespace NetGen.Models;

/// <summary>A model that was read: the class as C#, its weights, and what became of every part of the file.</summary>
/// <example>
/// <code>
/// ImportedModel model = ModelFile.Read("mnist.onnx", new ImportOptions { ClassName = "Mnist", Namespace = "App" });
/// File.WriteAllText("Mnist.cs", model.Source);
/// model.SaveWeights("Mnist.safetensors");
/// </code>
/// </example>
public sealed class ImportedModel
{
    private readonly FinishedNetwork _network;

    internal ImportedModel(FinishedNetwork network, ImportHead head, ImmutableArray<ModelValue> inputs, ImmutableArray<ModelValue> outputs)
    {
        _network = network;
        ClassName = head.ClassName;
        Namespace = head.Namespace;
        Inputs = inputs;
        Outputs = outputs;
        Source = SourceWriter.Write(network, head);
        Report = new ImportReport(
            head.Origin,
            [.. network.Layers.Select(layer => new ImportedLayer(layer.Name, layer.Attribute, layer.Placed.Output.Shape, layer.Numbers))],
            network.Nodes);
    }

    /// <summary>The name of the class.</summary>
    public string ClassName { get; }

    /// <summary>Its namespace; null for none.</summary>
    public string? Namespace { get; }

    /// <summary>The class, as C#: attributes, and functions of its own where no attribute says what the model computes.</summary>
    public string Source { get; }

    /// <summary>What became of every node and tensor of the file.</summary>
    public ImportReport Report { get; }

    /// <summary>The inputs in the model, in the order in which they lie in a sample.</summary>
    public ImmutableArray<ModelValue> Inputs { get; }

    /// <summary>The outputs in the model, in the order in which they lie in a sample.</summary>
    public ImmutableArray<ModelValue> Outputs { get; }

    /// <summary>
    /// Writes the weights as safetensors, for <c>Safetensors.Load</c>. The file appears whole or, if anything fails, not at all.
    /// </summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <exception cref="ModelImportException">A weight is NaN or infinite.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveWeights(string path) => WholeFile.Write(path, SaveWeights);

    /// <summary>
    /// Writes the class and the weights into a folder, as <c>Mnist.cs</c> and <c>Mnist.safetensors</c>: both, or if anything fails neither.
    /// </summary>
    /// <param name="directory">The folder, which exists.</param>
    /// <exception cref="ModelImportException">A weight is NaN or infinite.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Save(string directory)
    {
        string source = Path.Combine(directory, ClassName + ".cs"), weights = Path.Combine(directory, ClassName + ".safetensors");
        WholeFile.Write(weights, stream =>
        {
            SaveWeights(stream);
            WholeFile.Write(source, file => file.Write(Encoding.UTF8.GetBytes(Source)));
        });
    }

    /// <summary>Writes the weights as safetensors to a stream, which stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <exception cref="ModelImportException">A weight is NaN or infinite.</exception>
    public void SaveWeights(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        WeightsWriter.Write(stream, _network, ClassName);
    }
}

/// <summary>What a class is called, and what is said of it.</summary>
/// <param name="ClassName">The name of the class.</param>
/// <param name="Namespace">Its namespace; null for none.</param>
/// <param name="Origin">The file and its format.</param>
/// <param name="Remark">The summary of the class; null for a general one.</param>
/// <param name="Members">Members beside the layers, as C#.</param>
internal sealed record ImportHead(string ClassName, string? Namespace, string Origin, string? Remark, ImmutableArray<string> Members)
{
    /// <summary>The weights file that the class names; null for none.</summary>
    public string? Weights { get; init; }
}
