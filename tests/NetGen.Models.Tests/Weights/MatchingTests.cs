using System.Collections.Immutable;
using NetGen.Models.Tests.Support;

namespace NetGen.Models.Tests.Weights;

/// <summary>Which module becomes which layer, on networks that are described without being compiled.</summary>
public sealed class MatchingTests
{
    [Fact]
    public void What_is_left_over_is_named_with_its_shape_and_the_reason()
    {
        // The file has a dense layer of 6 to 5 without bias, then one of 5 to 3.
        NetworkDescription network = DenseNetwork.Of(("Dense1", 6, 5, false), ("Dense2", 5, 4, true), ("Dense3", 4, 3, true));

        ImmutableArray<ImportProblem> problems = Assert.Throws<ModelImportException>(() => ModelWeights.Read(File("NoBias.pt"),
            network)).Problems;

        Assert.Equal(["2.weight [3, 5]", "2.bias [3]", "Dense2", "Dense3"], problems.Select(problem => problem.Node));
        Assert.Contains("[4, 5]", problems[0].Reason, StringComparison.Ordinal);
        Assert.Contains("weights [4, 3]", problems[3].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_with_a_bias_does_not_take_a_module_without()
    {
        NetworkDescription network = DenseNetwork.Of(("Dense1", 6, 5, true), ("Dense2", 5, 3, true));

        ImmutableArray<ImportProblem> problems = Assert.Throws<ModelImportException>(() => ModelWeights.Read(File("NoBias.pt"),
            network)).Problems;

        Assert.Contains("no 'bias'", problems[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_too_many_is_refused()
    {
        ImmutableArray<ImportProblem> problems = Assert.Throws<ModelImportException>(() => ModelWeights.Read(File("NoBias.pt"),
            DenseNetwork.Of(("Dense1", 6, 5, false)))).Problems;

        Assert.Equal(["2.weight [3, 5]", "2.bias [3]"], problems.Select(problem => problem.Node));
    }

    [Fact]
    public void A_module_that_is_skipped_is_not_missed_and_one_that_is_not_there_is_named()
    {
        NetworkDescription network = DenseNetwork.Of(("Dense1", 6, 5, false));

        ModelWeights weights = ModelWeights.Read(File("NoBias.pt"), network, new WeightOptions { Skip = ["2"] });

        Assert.Equal(["0.weight"], weights.Report.Select(match => match.Tensors));
        ImportProblem problem = Assert.Throws<ModelImportException>(() => ModelWeights.Read(File("NoBias.pt"), network,
            new WeightOptions { Skip = ["head"] })).Problems.Single();
        Assert.Equal("head", problem.Node);
        Assert.Contains("0, 2", problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_normalisation_of_other_channels_does_not_go_into_a_layer()
    {
        // The file has a convolution 0 of 4 channels, a normalisation 1 of those, and a linear module 5 of 5 outputs.
        var options = new WeightOptions { Map = ImmutableDictionary<string, string>.Empty.Add("1", "Dense1") };

        ModelImportException fault = Assert.Throws<ModelImportException>(() =>
            ModelWeights.Read(File("Normalized.pt"), DenseNetwork.Of(("Dense1", 16, 5, true)), options));

        Assert.Contains(fault.Problems, problem => problem.Node.StartsWith("5.weight", StringComparison.Ordinal)
            && problem.Reason.Contains("the channels of '1'", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_and_order_that_contradict_each_other_are_refused_until_a_map_decides()
    {
        // In the file: third, first, second, all of one shape. By name alone two find their layers; the order gives the last to the first.
        NetworkDescription network = DenseNetwork.Of(("Second", 6, 6, true), ("First", 6, 6, true), ("Head", 6, 6, true));

        ImmutableArray<ImportProblem> problems = Assert.Throws<ModelImportException>(() => ModelWeights.Read(File("ByName.pt"),
            network)).Problems;

        Assert.Contains(problems, problem => problem.Reason.Contains("'third' to Head", StringComparison.Ordinal));
        var options = new WeightOptions { Map = ImmutableDictionary<string,
            string>.Empty.Add("third", "Head").Add("first", "First").Add("second", "Second") };
        Assert.Equal(["second.weight", "second.bias", "first.weight", "first.bias", "third.weight", "third.bias"],
            ModelWeights.Read(File("ByName.pt"), network, options).Report.Select(match => match.Tensors));
    }

    [Fact]
    public void The_order_of_a_file_that_is_sorted_by_name_decides_nothing_but_numbers()
    {
        NetworkDescription network = DenseNetwork.Of(("A", 6, 6, true), ("B", 6, 6, true), ("C", 6, 6, true));

        ImmutableArray<ImportProblem> problems = Assert.Throws<ModelImportException>(() => ModelWeights.Read(File("ByName.safetensors"),
            network)).Problems;

        Assert.Contains("sorted by name", problems[0].Reason, StringComparison.Ordinal);
        Assert.Equal("third.weight", ModelWeights.Read(File("ByName.pt"), network).Report[0].Tensors);
    }

    [Theory]
    [InlineData("nowhere", "First", "no such module")]
    [InlineData("first", "Nowhere", "no such layer")]
    [InlineData("first", "Head", "does not fit")]
    public void A_map_to_nowhere_is_refused(string module, string layer, string reason)
    {
        var options = new WeightOptions { Map = ImmutableDictionary<string, string>.Empty.Add(module, layer) };
        NetworkDescription network = DenseNetwork.Of(("First", 6, 6, true), ("Second", 6, 6, true), ("Head", 6, 7, true));

        ModelImportException fault = Assert.Throws<ModelImportException>(() => ModelWeights.Read(File("ByName.pt"), network, options));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_do_not_match_leave_no_file()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "out.safetensors");

        Assert.Throws<ModelImportException>(() => ModelWeights.Read(File("NoBias.pt"), DenseNetwork.Of(("Dense1", 6, 5, true))).Save(path));

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Double_weights_keep_their_digits_in_a_network_of_double_precision()
    {
        NetworkDescription network = DenseNetwork.Of(("Dense1", 4, 6, true), ("Dense2", 6, 3, true)) with { Precision = Precision.Double };
        using var file = new MemoryStream();

        ModelWeights weights = ModelWeights.Read(File("Doubles.pt"), network);
        weights.Save(file);

        SafetensorsFile saved = SafetensorsFile.Read(file.ToArray());
        Assert.Equal("F64", saved["Dense1.weights"].Type);
        Assert.Equal(weights.Parameters[..24].ToArray(), saved.Numbers<double>("Dense1.weights"));
    }

    private static string File(string name) => ReferenceCase.File("torch", name);
}
