using NetGen.Models.Tests.Support;
using Xunit.Abstractions;

namespace NetGen.Models.Tests.Export;

public sealed class RandomExportTests(RandomNetworks networks, ITestOutputHelper output) : IClassFixture<RandomNetworks>
{
    private const int Batch = 3;

    /// <summary>Networks that come back with the same layers; the others have a layer that one node does not say. To be raised, never lowered.</summary>
    private const int LeastUnchanged = 72;

    /// <summary>Networks that come back at all; what does not has a product of two values that is no plain attention.</summary>
    private const int LeastReturned = 186;

    [Fact]
    public void Random_networks_answer_in_ONNX_Runtime_as_here()
    {
        using var folder = new TemporaryFolder();
        List<string> faults = [];
        foreach ((string declaration, ExportedNetwork network) in networks.All)
        {
            string path = Path.Combine(folder.Path, "network.onnx");
            network.SaveOnnx(path);
            double[] samples = network.Samples(Batch, RandomNetworks.Range);
            double deviation = ExportedNetwork.Deviation(network.OnnxRuntime(path, samples), network.Forward(samples));
            if (!(deviation <= network.Tolerance))
                faults.Add($"{declaration}: {deviation}");
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [PyTorchFact]
    public void Random_networks_answer_in_PyTorch_as_here()
    {
        using var folder = new TemporaryFolder();
        foreach ((_, ExportedNetwork network) in networks.All)
            network.SavePyTorch(Path.Combine(folder.Path, network.Description.Name + ".py"));
        Modules.AnswerAsHere(
            folder.Path,
            [.. networks.All.Select(each => (each.Network.Description.Name, each.Network, each.Network.Samples(Batch, RandomNetworks.Range)))],
            [.. networks.All.Select(each => each.Declaration)]);
    }

    [Fact]
    public void Random_networks_that_are_imported_again_answer_the_same()
    {
        using var folder = new TemporaryFolder();
        List<(string Declaration, ExportedNetwork Network, ImportedModel Model)> returned = [];
        List<string> lost = [], faults = [], changed = [];
        foreach ((string declaration, ExportedNetwork network) in networks.All)
        {
            string path = Path.Combine(folder.Path, network.Description.Name + ".onnx");
            network.SaveOnnx(path);
            try
            {
                returned.Add((declaration, network, ModelFile.Read(path)));
            }
            catch (ModelImportException fault)
            {
                lost.AddRange(fault.Problems.Select(problem => problem.Operator));
            }
        }

        IReadOnlyList<ExportedNetwork?> again = ExportedNetwork.Load(returned.Select(each => each.Model));
        for (int i = 0; i < returned.Count; i++)
        {
            (string declaration, ExportedNetwork network, ImportedModel model) = returned[i];
            double[] samples = network.Samples(Batch, RandomNetworks.Range);
            if (again[i] is not { } imported)
            {
                faults.Add($"{declaration} became a class that is none:\n{model.Source}");
                continue;
            }

            double deviation = ExportedNetwork.Deviation(Answers(model, imported, samples), network.Forward(samples));
            if (!(deviation <= network.Tolerance))
                faults.Add($"{declaration}: {deviation}");
            if (imported.Description.Fingerprint == network.Description.Fingerprint)
                Assert.Equal(network.Parameters, imported.Parameters);
            else
                changed.Add($"{declaration}\n    {string.Join(", ", imported.Description.Layers.Select(layer => layer.Kind))}");
        }

        output.WriteLine($"{returned.Count} returned, {returned.Count - changed.Count} unchanged; not read: {string.Join(", ", lost.CountBy(name => name))}");
        output.WriteLine(string.Join("\n", changed.Select(each => each.Length > 1000 ? each[..1000] : each)));
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
        Assert.True(returned.Count >= LeastReturned && returned.Count - changed.Count >= LeastUnchanged, $"{returned.Count} returned, {returned.Count - changed.Count} unchanged.");
    }

    /// <summary>What an imported network answers, in the layout of the model, which is that of the network that was exported.</summary>
    private static double[] Answers(ImportedModel model, ExportedNetwork network, double[] samples)
    {
        float[] inputs = new float[samples.Length], answers = new float[Batch * model.Outputs[0].Size];
        model.Inputs[0].ToNetwork(Array.ConvertAll(samples, number => (float)number), inputs, network.InputSize);
        float[] outputs = Array.ConvertAll(network.Forward(Array.ConvertAll(inputs, number => (double)number)), number => (float)number);
        model.Outputs[0].FromNetwork(outputs, model.Outputs[0].Size, answers);
        return Array.ConvertAll(answers, number => (double)number);
    }
}
