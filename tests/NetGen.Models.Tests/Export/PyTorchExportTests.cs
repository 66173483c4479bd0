using NetGen.Models.Tests.Support;

namespace NetGen.Models.Tests.Export;

public sealed class PyTorchExportTests(LayerNetworks networks) : IClassFixture<LayerNetworks>
{
    private const int Batch = 3;

    [PyTorchFact]
    public void A_network_of_every_kind_of_layer_answers_in_PyTorch_as_here()
    {
        using var folder = new TemporaryFolder();
        List<(string Module, ExportedNetwork Network, double[] Samples)> cases = [];
        List<string> declarations = [];
        foreach ((LayerRow row, string declaration, ExportedNetwork network) in networks.All)
        {
            string path = Path.Combine(folder.Path, network.Description.Name + ".py");
            if (row.Refusal is { } refusal)
            {
                Assert.Contains(refusal, Assert.Throws<ModelExportException>(() => network.SavePyTorch(path)).Message, StringComparison.Ordinal);
                Assert.False(File.Exists(path) || File.Exists(Path.ChangeExtension(path, ".safetensors")), "A file was written although a layer was refused.");
                continue;
            }

            network.SavePyTorch(path);
            cases.Add((network.Description.Name, network, network.Samples(Batch, row)));
            declarations.Add(declaration);
        }

        Modules.AnswerAsHere(folder.Path, cases, declarations);
    }
}

/// <summary>Compares exported modules with their networks.</summary>
internal static class Modules
{
    public static void AnswerAsHere(string folder, IReadOnlyList<(string Module, ExportedNetwork Network, double[] Samples)> cases, IReadOnlyList<string> declarations)
    {
        List<string> faults = [];
        IReadOnlyList<(double[]? Answers, string Fault)> answers = PyTorch.Run(folder, cases);
        for (int i = 0; i < cases.Count; i++)
        {
            (_, ExportedNetwork network, double[] samples) = cases[i];
            double? deviation = answers[i].Answers is { } got ? ExportedNetwork.Deviation(got, network.Forward(samples)) : null;
            if (!(deviation <= network.Tolerance))
                faults.Add($"{network.Description.Precision} {declarations[i]}: {deviation?.ToString() ?? answers[i].Fault}");
        }

        Assert.True(faults.Count == 0, $"{faults.Count} of {cases.Count}:{Environment.NewLine}{string.Join(Environment.NewLine, faults)}");
    }
}
