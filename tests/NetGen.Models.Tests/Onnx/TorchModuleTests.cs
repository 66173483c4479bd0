using System.Collections.Immutable;
using NetGen.Models.Tests.Weights;
using NetGen.Tool.Running;
using Xunit.Abstractions;

namespace NetGen.Models.Tests.Onnx;

/// <summary>Modules of PyTorch through ONNX, and their weights through <c>.pt</c> and safetensors into the classes that ONNX gave.</summary>
public sealed class TorchModuleTests(TorchModules modules, ITestOutputHelper output) : IClassFixture<TorchModules>
{
    private const double Tolerance = 1e-5;

    /// <summary>Modules whose weights the import has changed, so that those of the module do not go into the class as they are.</summary>
    private static readonly ImmutableDictionary<string, string> s_changed = new Dictionary<string, string>
    {
        ["040_attention"] = "its scores are not divided by the root of their width: the import multiplied the queries by it",
        ["092_attention"] = "its scores are not divided by the root of their width: the import multiplied the queries by it",
        ["176_images"] = "it turns channels into pixels before a linear module: the import put the rows of that into the order of the channels",
    }.ToImmutableDictionary();

    [Fact]
    public void Random_modules_of_PyTorch_answer_as_they_did()
    {
        List<string> faults = [.. modules.Refusals];
        double largest = 0;
        foreach (TorchModule module in modules.All)
        {
            using var weights = new MemoryStream();
            module.Model.SaveWeights(weights);
            Load(module, weights);
            Comparison result = module.Compare();
            largest = Math.Max(largest, result.Deviation / Math.Max(result.Largest, 1e-7));
            if (!result.IsWithin(Tolerance))
                faults.Add($"{module.Name}: {result}");
        }

        output.WriteLine(FormattableString.Invariant($"{modules.All.Length} modules, largest deviation {largest:0.0e0}"));
        Assert.True(faults.Count == 0, string.Join('\n', faults.Prepend($"{faults.Count} of {modules.All.Length} modules:")));
    }

    [Theory]
    [InlineData(".pt")]
    [InlineData(".safetensors")]
    public void Their_weights_go_into_the_classes_that_their_ONNX_files_became(string ending)
    {
        TorchModule[] stated = [.. modules.All.Where(module => File.Exists(module.Path + ending))];
        List<string> faults = [];
        int matched = 0;
        foreach (TorchModule module in stated)
        {
            try
            {
                Clear(module);
                TorchWeightsTests.Load(module.Network, module.Path + ending, Options(module, ending));
                Comparison result = module.Compare();
                // A module that is named as changed, and is not, is named for nothing.
                if (result.IsWithin(Tolerance) == s_changed.ContainsKey(module.Name))
                    faults.Add($"{module.Name}: {result}");
                matched += result.IsWithin(Tolerance) ? 1 : 0;
            }
            catch (ModelImportException fault)
            {
                faults.Add($"{module.Name}: {fault.Problems[0]}");
            }
        }

        output.WriteLine($"{matched} of {stated.Length} modules with weights, of {modules.All.Length} modules");
        Assert.True(faults.Count == 0, string.Join('\n', faults.Prepend($"{faults.Count} of {stated.Length} modules:")));
        Assert.True(stated.Length >= modules.All.Length - 3, $"Only {stated.Length} of {modules.All.Length} modules have weights.");
    }

    /// <summary>What names and order of a module's weights do not tell, as a caller of <c>netgen weights</c> would say it.</summary>
    private static WeightOptions Options(TorchModule module, string ending)
    {
        NetworkDescription network = module.Network.Description;
        bool Has(string kind) => network.Layers.Any(layer => layer.Kind == kind);
        string[] names = [.. SafetensorsFile.Read(module.Path + ".safetensors").Tensors.Select(tensor => tensor.Name)];
        var options = new WeightOptions();
        // PyTorch writes a normalisation behind a convolution into the weights of that.
        if (names.Contains("norm.running_mean") && !Has("BatchNorm"))
            options = options with { Map = options.Map.Add("norm", "Conv2") };
        // The library of the format has sorted 'first' and 'second', which is no order of theirs.
        if (ending == ".safetensors" && names.Contains("second.weight"))
            options = options with { Map = options.Map.Add("first", "Conv1") };
        // A linear module that this forward does not call.
        if (names.Contains("out.weight") && names.Contains("a.weight") && !Has("Dense"))
            options = options with { Skip = ["out"] };
        return options;
    }

    /// <summary>Takes the weights of before away, so that what is not loaded is seen.</summary>
    private static void Clear(TorchModule module)
    {
        using var weights = new MemoryStream();
        module.Model.SaveWeights(weights);
        byte[] file = weights.ToArray();
        Array.Clear(file, sizeof(long) + BitConverter.ToInt32(file), file.Length - sizeof(long) - BitConverter.ToInt32(file));
        using var zeros = new MemoryStream(file);
        module.Network.LoadWeights(zeros);
    }

    private static void Load(TorchModule module, MemoryStream weights)
    {
        weights.Position = 0;
        module.Network.LoadWeights(weights);
    }
}
