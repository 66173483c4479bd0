using System.IO.Compression;
using System.Text.Json.Nodes;
using NetGen.Models.Tests.Support;

namespace NetGen.Models.Tests.Keras;

public sealed class KerasRefusalTests
{
    [Theory]
    [InlineData("conv2d", "padding", "\"reflect\"", "reflect")]
    [InlineData("conv2d", "data_format", "\"channels_first\"", "channels_first")]
    [InlineData("conv2d", "kernel_size", "[3, 30]", "kernel")]
    [InlineData("conv2d", "filters", "7", "[3, 3, 2, 7]")]
    [InlineData("conv2d", "filters", "2000000000", "'filters'")]
    [InlineData("conv2d", "groups", "3", "3 groups")]
    [InlineData("conv2d", "activation", "\"crelu\"", "crelu")]
    [InlineData("batch_normalization", "axis", "1", "last")]
    [InlineData("batch_normalization", "axis", "[1, 3]", "several axes")]
    [InlineData("batch_normalization", "epsilon", "0", "epsilon")]
    [InlineData("dropout", "rate", "1.5", "rate")]
    [InlineData("dense", "units", "-1", "units")]
    [InlineData("dense", "units", "\"many\"", "units")]
    public void An_argument_without_counterpart_is_refused_by_layer_class_and_reason(string layer, string argument, string value,
        string reason)
    {
        ImportProblem problem = Refused("Images", layers => Config(layers, layer)[argument] = JsonNode.Parse(value)).First();

        Assert.Equal(layer, problem.Node);
        Assert.NotEmpty(problem.Operator);
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Gru", "gru", "reset_after", "false", "reset_after")]
    [InlineData("Gru", "gru", "recurrent_activation", "\"gelu\"", "gelu")]
    [InlineData("Reset", "gru", "reset_after", "true", "reset_after")]
    [InlineData("Lstm", "lstm", "go_backwards", "true", "go_backwards")]
    [InlineData("Lstm", "lstm", "activation", "\"selu\"", "selu")]
    [InlineData("Both", "bidirectional", "merge_mode", "\"sum\"", "sum")]
    [InlineData("Words", "embedding", "mask_zero", "true", "mask_zero")]
    public void A_sequence_layer_that_computes_something_else_is_refused(string model, string layer, string argument, string value,
        string reason)
    {
        ImportProblem problem = Refused(model, layers => Config(layers, layer)[argument] = JsonNode.Parse(value)).First();

        Assert.Equal(layer, problem.Node);
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_layer_without_counterpart_is_named()
    {
        ImportProblem[] problems = Refused("Images", layers =>
        {
            layers[2]!["class_name"] = "Lambda";
            layers[6]!["class_name"] = "MyLayer";
        });

        Assert.Equal([("max_pooling2d", "Lambda"), ("dropout", "MyLayer")], problems.Select(problem => (problem.Node, problem.Operator)));
    }

    [Fact]
    public void A_layer_that_is_applied_twice_is_refused()
    {
        ImportProblem problem = Refused("Graph", layers =>
        {
            JsonNode conv = layers.Single(layer => (string?)layer!["name"] == "conv2d")!;
            conv["inbound_nodes"]!.AsArray().Add(conv["inbound_nodes"]![0]!.DeepClone());
        }).Single();

        Assert.Equal("conv2d", problem.Node);
        Assert.Contains("2 times", problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_that_read_each_other_in_a_circle_are_refused()
    {
        ImportProblem[] problems = Refused("Graph", layers =>
        {
            JsonNode conv = layers.Single(layer => (string?)layer!["name"] == "conv2d")!;
            conv["inbound_nodes"]![0]!["args"]![0]!["config"]!["keras_history"]![0] = "multiply";
        });

        Assert.NotEmpty(problems);
    }

    [Fact]
    public void A_layer_whose_weights_have_another_shape_is_refused_with_both()
    {
        ImportProblem problem = Refused("Perceptron", layers => Config(layers, "dense_1")["units"] = 9).First();

        Assert.Equal("dense_1", problem.Node);
        Assert.Contains("[8, 8]", problem.Reason, StringComparison.Ordinal);
        Assert.Contains("[8, 9]", problem.Reason, StringComparison.Ordinal);
    }

    private static JsonObject Config(JsonArray layers, string name) =>
        layers.Select(layer => layer!["config"]!.AsObject()).Single(config => (string?)config["name"] == name);

    /// <summary>What is said of a model after its configuration was changed.</summary>
    private static ImportProblem[] Refused(string model, Action<JsonArray> change)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File(model + ".keras", File.ReadAllBytes(ReferenceCase.File("keras", model + ".keras")));
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            JsonNode config;
            using (Stream stream = archive.GetEntry("config.json")!.Open())
                config = JsonNode.Parse(stream)!;
            change(config["config"]!["layers"]!.AsArray());
            archive.GetEntry("config.json")!.Delete();
            using Stream changed = archive.CreateEntry("config.json", CompressionLevel.NoCompression).Open();
            changed.Write(System.Text.Encoding.UTF8.GetBytes(config.ToJsonString()));
        }

        return [.. Assert.Throws<ModelImportException>(() => ModelFile.Read(path)).Problems];
    }
}
