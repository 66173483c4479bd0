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

    /// <summary>Kinds of which some networks come back as others that compute the same, or not at all, and why.</summary>
    private static readonly Dictionary<string, string> s_changed = new()
    {
        ["Activation"] = "a function of the author's is many operators, some of them on numbers alone or of conditions",
        ["AdaptiveAvgPool1D"] = "it is a mean pool, or a product with a matrix of shares",
        ["AdaptiveAvgPool2D"] = "it is a mean pool, or products with matrices of shares",
        ["BatchNorm"] = "the operator has a factor and a shift, and one without comes back with 1 and 0",
        ["Dropout"] = "it leaves no operator",
        ["Embedding"] = "a sequence of one feature is read as a vector first",
        ["Graph"] = "what nothing reads is left out",
        ["GroupNorm"] = "the form that readers know has parameters, and is of images and sequences",
        ["LayerNorm"] = "the operator has a factor, and one without comes back with 1, and a shift of 0",
        ["Linear"] = "it leaves no operator",
        ["LocalResponseNorm"] = "no operator sums over an even number of channels as it does",
        ["Multiply"] = "operators multiply two values",
        ["Subtract"] = "operators subtract two values",
    };

    [Fact]
    public void Networks_of_every_kind_of_layer_come_back_from_ONNX_but_those_of_a_few_kinds()
    {
        string[] changed = [.. networks.All.Where(each => each.Row.Refusal is null && !each.Network.IsDouble && !ComesBack(each.Network)).Select(each => each.Row.Kind).Distinct()];

        Assert.Equal(string.Join(", ", s_changed.Keys.Order()), string.Join(", ", changed.Order()));
    }

    /// <summary>Whether a network has the same layers after a file, and the same bits of weights.</summary>
    private static bool ComesBack(ExportedNetwork network)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "network.onnx");
        network.SaveOnnx(path);
        try
        {
            ImportedModel model = ModelFile.Read(path);
            using var weights = new MemoryStream();
            model.SaveWeights(weights);
            SafetensorsFile file = SafetensorsFile.Read(weights.ToArray());
            double[] numbers = [.. file.Tensors.SelectMany(tensor => file.Numbers<double>(tensor.Name))];
            IEnumerable<string> kinds = network.Description.Layers.Select(layer => layer.Kind).Where(kind => kind is not ("InputPart" or "OutputParts"));
            return model.Report.Layers.Select(layer => layer.Attribute.Split('(')[0]).SequenceEqual(kinds) && numbers.AsSpan().SequenceEqual(network.Parameters);
        }
        catch (ModelImportException)
        {
            return false;
        }
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
