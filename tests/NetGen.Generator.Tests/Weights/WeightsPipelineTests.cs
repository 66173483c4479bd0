extern alias generator;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Tests.Harness;
using Steps = generator::NetGen.Generator.Steps;

namespace NetGen.Generator.Tests.Weights;

/// <summary>Which networks are written again when weights files of the project change.</summary>
public sealed class WeightsPipelineTests
{
    private const string Networks = """
        using NetGen;
        [Network, Weights("net.safetensors"), Input(4), Dense(3)] public sealed partial class First;
        [Network, Weights("norm.safetensors"), Input(4), Dense(3), BatchNorm] public sealed partial class Second;
        [Network, Input(4), Dense(3)] public sealed partial class Third;
        """;

    private static readonly IncrementalStepRunReason Cached = IncrementalStepRunReason.Cached, Unchanged = IncrementalStepRunReason.Unchanged, Modified = IncrementalStepRunReason.Modified;

    [Fact]
    public void Other_numbers_of_the_same_shapes_write_nothing_again() => Check("net.safetensors", text => text, [Unchanged, Unchanged, Unchanged], [Cached, Cached, Cached]);

    [Fact]
    public void A_file_that_no_network_names_writes_nothing_again() =>
        Check("damaged.safetensors", text => text.Replace("59", "58"), [Unchanged, Unchanged, Unchanged], [Cached, Cached, Cached]);

    [Fact]
    public void A_file_that_changes_writes_its_network_again() =>
        Check("norm.safetensors", text => text.Replace("length\t108", "length\t112"), [Unchanged, Modified, Unchanged], [Cached, Modified, Cached]);

    private static void Check(string name, Func<string, string> edit, IncrementalStepRunReason[] weights, IncrementalStepRunReason[] files)
    {
        CSharpCompilation compilation = GeneratorDriverHarness.CreateCompilation(Networks);
        GeneratorDriver driver = GeneratorDriverHarness.CreateDriver(trackSteps: true).RunGenerators(compilation);
        AdditionalText before = WeightsTexts.All.Single(text => text.GetText()!.ToString().Contains($"name\t{name}\n", StringComparison.Ordinal));
        string[] lines = edit(before.GetText()!.ToString()).Split('\n');
        driver = driver.ReplaceAdditionalText(before, WeightsTexts.Text(name, lines[2..^1])).RunGenerators(compilation);

        GeneratorRunResult result = Assert.Single(driver.GetRunResult().Results);
        Assert.Null(result.Exception);
        // What need not be asked again counts as unchanged.
        Assert.Equal(weights, Reasons(result, Steps.Weights).Select(reason => reason == Cached ? Unchanged : reason));
        Assert.Equal(files, Reasons(result, Steps.File));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);
}
