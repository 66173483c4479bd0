using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Json;
using NetGen.Models.Layouts;

namespace NetGen.Models.Audio;

/// <summary>Reads models of Neural Amp Modeler: a configuration, and all weights as one list.</summary>
internal static class NamFile
{
    public static ImportedModel Read(ImportContext context) => JsonFile.Read(context.Path, root =>
    {
        var file = new JsonNode(root, "model", string.Empty);
        string architecture = file.Text("architecture");
        JsonNode config = file.Object("config") with { Operator = architecture };
        var weights = new NamWeights(
            JsonTensor.Read(root.TryGetProperty("weights", out var numbers) ? numbers : default, file, "weights"),
            file with { Operator = architecture });
        var network = new NetworkBuilder();
        int steps = context.Options.Steps ?? ImportContext.DefaultSteps;
        float rate = SampleRate(file);
        network.Members.Add($"""
            /// <summary>The samples a second of the sound that it takes and gives; 48,000 where the file does not say.</summary>
            public const float SampleRate = {CSharpText.Single(rate)};
            """);
        NetworkValue output = architecture switch
        {
            "LSTM" => NamLstm.Build(network, config, weights, steps, rate),
            "WaveNet" => NamWaveNet.Build(network, config, weights, steps),
            _ => throw new ModelImportException("model", architecture, "the architectures that are read are LSTM and WaveNet"),
        };
        weights.End();
        network.Output(output);
        FinishedNetwork finished = network.Finish();
        return new ImportedModel(
            finished,
            context.Head($"Neural Amp Modeler, {architecture}", network),
            [Sequence("input", finished.Inputs[0].Shape)],
            [Sequence("output", output.Shape)]);
    });

    /// <summary>A sequence that lies in the network as in the file: a step a row.</summary>
    public static ModelValue Sequence(string name, ImmutableArray<int> shape) => new(name, Layout.RowMajor([1, .. shape], 0));

    private static float SampleRate(JsonNode file)
    {
        float rate = file.Float("sample_rate", missing: 48_000);
        return rate is > 0 and <= 1_000_000
            ? rate
            : throw file.Fault($"'sample_rate' is {CSharpText.Of(rate)}, expected more than 0 and at most 1000000 samples a second");
    }
}
