using Google.Protobuf;
using NetGen.Models.Onnx.Messages;
using NetGen.Models.Tests.Support;

namespace NetGen.Models.Tests.Export;

public sealed class RandomExportTests(RandomNetworks networks) : IClassFixture<RandomNetworks>
{
    private const int Batch = 3;

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
    public void Random_networks_that_are_imported_again_are_the_same_with_the_same_bits_of_weights()
    {
        IReadOnlyList<ImportedModel> models = [.. networks.All.Select(each => Imported(each.Network))];
        IReadOnlyList<ExportedNetwork?> again = ExportedNetwork.Load(models);
        List<string> faults = [];
        for (int i = 0; i < models.Count; i++)
        {
            (string declaration, ExportedNetwork network) = networks.All[i];
            if (again[i] is not { } imported || imported.Description.Fingerprint != network.Description.Fingerprint)
                faults.Add($"{declaration} came back as\n{models[i].Source}");
            else if (!imported.Parameters.AsSpan().SequenceEqual(network.Parameters))
                faults.Add($"{declaration}: other weights");
            else if (Deviation(models[i], imported, network) is var deviation && !(deviation <= network.Tolerance))
                faults.Add($"{declaration}: {deviation}");
        }

        Assert.Equal(200, models.Count);
        Assert.True(faults.Count == 0, string.Join("\n", faults.Prepend($"{faults.Count} of {models.Count}:")));
    }

    [Fact]
    public void What_a_file_says_of_its_layers_does_not_change_what_it_computes()
    {
        string[] kinds = ["Flatten", "Reshape", "Conv1D", "Conv2D", "CausalConv1D", "DepthwiseConv2D", "Pad2D", "PRelu", "GlobalMaxPool", "GlobalAvgPool", "Nonsense"];
        var draw = new Draw(4);
        (string Declaration, ExportedNetwork Network)[] some = [.. networks.All.Where((_, place) => place % 5 == 0)];
        ImportedModel[] models = [.. some.Select(each => Imported(each.Network, node => node.DocString = kinds[(int)((draw.Next() + 1) / 2.001f * kinds.Length)]))];
        IReadOnlyList<ExportedNetwork?> again = ExportedNetwork.Load(models);
        for (int i = 0; i < models.Length; i++)
            Assert.True(Deviation(models[i], again[i]!, some[i].Network) <= some[i].Network.Tolerance, $"{some[i].Declaration} became\n{models[i].Source}");
    }

    [Fact]
    public void Weights_of_exported_modules_come_back_with_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        List<string> faults = [];
        foreach ((string declaration, ExportedNetwork network) in networks.All)
        {
            string path = Path.Combine(folder.Path, network.Description.Name);
            network.SavePyTorch(path + ".py");
            Compare(network, path + ".safetensors", new WeightOptions(), declaration, faults);
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults.Prepend($"{faults.Count} of {networks.All.Count}:")));
    }

    [PyTorchFact]
    public void State_dictionaries_of_exported_modules_come_back_with_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        List<string> faults = [];
        foreach ((_, ExportedNetwork network) in networks.All)
            network.SavePyTorch(Path.Combine(folder.Path, network.Description.Name + ".py"));
        PyTorch.SaveStates(folder.Path);
        foreach ((string declaration, ExportedNetwork network) in networks.All)
            Compare(network, Path.Combine(folder.Path, network.Description.Name + ".pt"), new WeightOptions { ChannelsLast = true }, declaration, faults);

        Assert.True(faults.Count == 0, string.Join("\n", faults.Prepend($"{faults.Count} of {networks.All.Count}:")));
    }

    private static void Compare(ExportedNetwork network, string weights, WeightOptions options, string declaration, List<string> faults)
    {
        // Without weights there is no file of them in PyTorch that a network could be filled from.
        if (network.Parameters.Length == 0)
            return;
        try
        {
            ModelWeights read = ModelWeights.Read(weights, network.Description, options);
            if (!network.Parameters.AsSpan().SequenceEqual([.. read.Parameters, .. read.Buffers]))
                faults.Add($"{declaration}: other weights");
        }
        catch (ModelImportException fault)
        {
            faults.Add($"{declaration}: {fault.Problems[0]}");
        }
    }

    /// <summary>A network through a file.</summary>
    private static ImportedModel Imported(ExportedNetwork network, Action<NodeProto>? change = null)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, network.Description.Name + ".onnx");
        network.SaveOnnx(path);
        if (change is not null)
        {
            ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
            foreach (NodeProto node in model.Graph.Node)
                change(node);
            File.WriteAllBytes(path, model.ToByteArray());
        }

        return ModelFile.Read(path);
    }

    private static double Deviation(ImportedModel model, ExportedNetwork imported, ExportedNetwork network)
    {
        double[] samples = network.Samples(Batch, RandomNetworks.Range);
        return ExportedNetwork.Deviation(Answers(model, imported, samples), network.Forward(samples));
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
