using System.Collections.Immutable;
using NetGen.Models.Tests.Support;
using NetGen.Tool.Running;

namespace NetGen.Models.Tests.Weights;

public sealed class TorchWeightsTests
{
    private static readonly ReferenceCase[] s_cases = ReferenceCase.All("torch");

    private static readonly Lazy<ImmutableArray<CompiledModel>> s_networks = new(() => CompiledModel.CompileAll([.. s_cases.Select(each => ("using NetGen;\n" + each.Source, each.Name))]));

    [Theory]
    [InlineData(".pt")]
    [InlineData(".safetensors")]
    public void Networks_with_weights_of_modules_answer_as_the_modules(string ending)
    {
        List<string> faults = [];
        foreach ((ReferenceCase each, CompiledModel network) in s_cases.Zip(s_networks.Value))
        {
            string file = each.Name + ending;
            try
            {
                Load(network, ReferenceCase.File("torch", file));
                each.Check(network, file);
            }
            catch (Exception fault)
            {
                faults.Add($"{file}: {fault.GetType().Name} {fault.Message}");
            }
        }

        Assert.Equal(51, s_cases.Length);
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    internal static ModelWeights Load(CompiledModel network, string path, WeightOptions? options = null)
    {
        ModelWeights weights = ModelWeights.Read(path, network.Description, options);
        using var file = new MemoryStream();
        weights.Save(file);
        file.Position = 0;
        network.LoadWeights(file);
        return weights;
    }
}
