using NetGen.Models.Tests.Support;

namespace NetGen.Models.Tests.Export;

public sealed class OnnxExportTests(LayerNetworks networks) : IClassFixture<LayerNetworks>
{
    public static TheoryData<string> Kinds => [.. LayerRows.All.Select(row => row.Kind).Distinct(), LayerRows.Graphs.Kind];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_network_answers_in_ONNX_Runtime_as_here(string kind)
    {
        using var folder = new TemporaryFolder();
        List<string> faults = [];
        foreach ((LayerRow row, string declaration, ExportedNetwork network) in networks.Of(kind))
        {
            string path = Path.Combine(folder.Path, network.Description.Name + ".onnx");
            string? refusal = row.Refusal ?? (network.IsDouble ? row.NotInDouble : null);
            if (refusal is not null)
            {
                ModelExportException fault = Assert.Throws<ModelExportException>(() => network.SaveOnnx(path));
                Assert.Equal(kind, fault.Kind);
                Assert.Contains(refusal, fault.Message, StringComparison.Ordinal);
                Assert.False(File.Exists(path), "A file was written although a layer was refused.");
                continue;
            }

            try
            {
                network.SaveOnnx(path);
                foreach (int batch in new[] { 1, 3 })
                {
                    double[] samples = network.Samples(batch, row);
                    double deviation = ExportedNetwork.Deviation(network.OnnxRuntime(path, samples), network.Forward(samples));
                    if (!(deviation <= network.Tolerance))
                        faults.Add($"{network.Description.Precision} {declaration}, batch of {batch}: {deviation}");
                }
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
            {
                faults.Add($"{network.Description.Precision} {declaration}: {fault.GetType().Name} {fault.Message}");
            }
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public void Networks_of_every_kind_of_layer_come_back()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "network.onnx");
        List<string> faults = [];
        foreach ((LayerRow row, string declaration, ExportedNetwork network) in networks.All.Where(each => each.Row.Refusal is null && !each.Network.IsDouble))
        {
            network.SaveOnnx(path);
            try
            {
                ImportedModel model = ModelFile.Read(path);
                string got = string.Join(" ", model.Report.Layers.Select(layer => layer.Attribute.Split('(')[0])), want = string.Join(" ", network.Description.Layers.Where(l => l.Kind is not ("InputPart" or "OutputParts")).Select(l => l.Kind));
                if (got != want)
                    faults.Add($"{declaration}\n        {got}");
            }
            catch (ModelImportException fault)
            {
                faults.Add($"{declaration}\n        {fault.Problems[0]}");
            }
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public void Every_kind_of_layer_has_a_row()
    {
        string[] kinds = [.. typeof(LayerAttribute).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract)
            .Select(type => type.Name.Split('`')[0]).Select(name => name[..^"Attribute".Length])];
        string[] rows = [.. LayerRows.All.Select(row => row.Kind).Distinct()];

        Assert.True(
            kinds.Order().SequenceEqual(rows.Order()),
            $"A new layer needs a row in LayerRows.Layers.cs, and its nodes in runtime/NetGen.Models/Export/Onnx and its lines in Export/PyTorch. Without a row: {string.Join(", ", kinds.Except(rows))}; rows without a layer: {string.Join(", ", rows.Except(kinds))}.");
    }
}
