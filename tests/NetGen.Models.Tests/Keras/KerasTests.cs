using System.Collections.Immutable;
using System.IO.Compression;
using NetGen.Models.Tests.Support;
using NetGen.Tool.Running;

namespace NetGen.Models.Tests.Keras;

public sealed class KerasTests
{
    /// <summary>A call of an attention with its own input is in no Sequential.</summary>
    private const string WeightsOnly = "Attending";

    private static readonly ReferenceCase[] s_cases = ReferenceCase.All("keras");

    [Theory]
    [InlineData(".h5")]
    [InlineData(".keras")]
    public void Whole_models_answer_as_in_double_precision(string ending)
    {
        ReferenceCase[] cases = [.. s_cases.Where(each => each.Name != WeightsOnly)];
        ImportedModel[] models = [.. cases.Select(each => ModelFile.Read(ReferenceCase.File("keras", each.Name + ending)))];

        ImmutableArray<CompiledModel> networks = CompiledModel.CompileAll(models);

        Assert.Equal(19, cases.Length);
        Assert.All(cases.Zip(networks), pair => pair.First.Check(pair.Second, pair.First.Name + ending));
    }

    [Theory]
    [InlineData(".h5")]
    [InlineData(".keras")]
    public void Layers_of_a_model_inside_of_a_model_are_layers_of_the_class(string ending)
    {
        ImportedModel model = ModelFile.Read(ReferenceCase.File("keras", "Nested" + ending));

        Assert.Equal(
            ["Conv2D", "Conv2D", "Relu", "Add", "Conv2D", "BatchNorm", "Tanh", "Flatten", "Dense", "Relu", "Dense"],
            model.Report.Layers.Select(layer => layer.Attribute.Split('(')[0]));
        Assert.Contains(model.Report.Nodes, node => node.Node == "sequential_1/sequential/conv2d_2");
    }

    [Fact]
    public void A_file_in_the_newest_layout_of_HDF5_is_refused_with_the_way_to_write_the_other()
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() =>
            ModelWeights.Read(ReferenceCase.File("keras", "Newest.weights.h5"), DenseNetwork.Of(("Dense1", 6, 5, true))));

        Assert.Contains("libver", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_with_weights_of_models_answer_as_the_models()
    {
        ReferenceCase[] cases = [.. s_cases.Where(each => each.Source is not null)];
        ImmutableArray<CompiledModel> networks = CompiledModel.CompileAll([.. cases.Select(each => ("using NetGen;\n" + each.Source,
            each.Name))]);

        Assert.Equal(14, cases.Length);
        foreach (string ending in new[] { ".h5", ".weights.h5", ".keras" })
        {
            foreach ((ReferenceCase each, CompiledModel network) in cases.Zip(networks))
            {
                Weights.TorchWeightsTests.Load(network, ReferenceCase.File("keras", each.Name + ending));
                each.Check(network, each.Name + ending);
            }
        }
    }

    [Fact]
    public void A_batch_norm_of_Keras_has_its_own_epsilon_and_the_other_momentum()
    {
        // Those of the first are the defaults here, those of the second the defaults there.
        Assert.Contains("BatchNorm]", ModelFile.Read(ReferenceCase.File("keras", "Strided.keras")).Source, StringComparison.Ordinal);
        Assert.Contains("BatchNorm(Epsilon = 0.001, Momentum = 0.01)", ModelFile.Read(ReferenceCase.File("keras", "Images.keras")).Source,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_half_double_and_bfloat16_keep_their_numbers()
    {
        ModelWeights weights = ModelWeights.Read(ReferenceCase.File("keras", "Types.weights.h5"), DenseNetwork.Of(("Dense1", 6, 5, true), ("Dense2", 5, 4, true), ("Dense3", 4, 3, true)));

        // Multiples of 1/64, which each of the types has.
        Assert.All(weights.Parameters.ToArray(), number => Assert.Equal(Math.Round(number * 64), number * 64));
        Assert.All(weights.Parameters.ToArray(), number => Assert.InRange(Math.Abs(number), 0, 4));
        Assert.True(weights.Parameters.ToArray().Count(number => number != 0) > 60);
    }

    [Fact]
    public void A_keras_file_of_TensorFlow_2_13_gives_the_model_of_one_of_Keras_3()
    {
        static (string Source, byte[] Weights) Read(string file)
        {
            ImportedModel model = ModelFile.Read(ReferenceCase.File("keras", file), new ImportOptions { ClassName = "Net" });
            using var weights = new MemoryStream();
            model.SaveWeights(weights);
            // The first line names the file.
            return (model.Source[model.Source.IndexOf('\n')..], weights.ToArray());
        }

        (string Source, byte[] Weights) expected = Read("Both.keras"), given = Read("Both213.keras");
        Assert.Equal(expected.Source, given.Source);
        Assert.Equal(expected.Weights, given.Weights);
    }

    [Theory]
    [InlineData("Both.keras", "HardSigmoid")]
    [InlineData("Both213.keras", "SteepHardSigmoid")]
    public void A_hard_sigmoid_has_the_slope_of_the_version_that_wrote_the_file(string file, string function)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File(file, File.ReadAllBytes(ReferenceCase.File("keras", file)));
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            string config;
            using (var reader = new StreamReader(archive.GetEntry("config.json")!.Open()))
                config = reader.ReadToEnd();
            string changed = config.Replace("\"recurrent_activation\": \"sigmoid\"", "\"recurrent_activation\": \"hard_sigmoid\"", StringComparison.Ordinal);
            Assert.NotEqual(config, changed);
            archive.GetEntry("config.json")!.Delete();
            using Stream entry = archive.CreateEntry("config.json", CompressionLevel.NoCompression).Open();
            entry.Write(System.Text.Encoding.UTF8.GetBytes(changed));
        }

        string source = ModelFile.Read(path).Source;

        Assert.Contains($"Lstm(3, ReturnSequence = true, Bidirectional = true, GateNonlinearity = Nonlinearity.{function})", source, StringComparison.Ordinal);
        Assert.Contains($"Gru(4, Bidirectional = true, GateNonlinearity = Nonlinearity.{function})", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_alone_are_no_model_and_the_message_names_the_command_for_them()
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => ModelFile.Read(ReferenceCase.File("keras",
            "Images.weights.h5")));

        Assert.Contains("netgen weights", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("torch/Plain.pt")]
    [InlineData("torch/Plain.safetensors")]
    public void A_state_dict_is_no_model_and_the_message_names_the_ways_for_it(string file)
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => ModelFile.Read(ReferenceCase.File(string.Empty, file)));

        Assert.Contains("netgen weights", fault.Message, StringComparison.Ordinal);
        Assert.Contains("torch.onnx.export", fault.Message, StringComparison.Ordinal);
    }
}
