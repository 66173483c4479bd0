using System.Text.Json;
using NetGen.Models.Building;
using NetGen.Models.Json;
using NetGen.Models.Layouts;

namespace NetGen.Models.Audio;

/// <summary>
/// Reads models of RTNeural: a list of layers with weights in the layouts of Keras. A JSON file without such a list is read as the state of
/// a PyTorch module, which that library reads, too.
/// </summary>
internal static class RtNeuralFile
{
    public static ImportedModel Read(ImportContext context) => JsonFile.Read(context.Path, root =>
    {
        var network = new NetworkBuilder();
        bool isLayers = root.TryGetProperty("layers", out _);
        NetworkValue output = isLayers
            ? RtNeuralLayers.Build(network, new JsonNode(root, "model", "RTNeural"), context.Options)
            : TorchState.Build(network, new JsonNode(root, "model", "PyTorch"), context.Options);
        network.Output(output);
        FinishedNetwork finished = network.Finish();
        return new ImportedModel(
            finished,
            context.Head(isLayers ? "RTNeural" : "the state of a PyTorch module", network),
            [NamFile.Sequence("input", finished.Inputs[0].Shape)],
            [OutputOf(output, isLayers || output.Shape.Length == 1 || !root.TryGetProperty("weight", out _))]);
    });

    /// <summary>A convolution of PyTorch gives channels by steps.</summary>
    private static ModelValue OutputOf(NetworkValue output, bool isStepMajor) => isStepMajor
        ? NamFile.Sequence("output", output.Shape)
        : new ModelValue("output", Layout.Of([1, output.Shape[1], output.Shape[0]], [0, 2, 1], 0));
}
