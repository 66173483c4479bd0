extern alias generator;

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Tests.Harness;
using Steps = generator::NetGen.Generator.Steps;

namespace NetGen.Generator.Tests.Incrementality;

/// <summary>The reason of every step of the pipeline after an edit: nothing is written again unless what an attribute says has changed.</summary>
public sealed class PipelineTests
{
    private const string Networks = """
        using NetGen;

        public class Bystander;

        [Network, Input(4), Dense(8), Relu, Dense(2)]
        public sealed partial class First;

        [Network, Input(3), Dense(5), Tanh]
        [MeanSquaredError]
        public sealed partial class Second;
        """;

    private const string Elsewhere = "public class Program { public static int Answer() => 42; }";

    [Fact]
    public void At_first_everything_is_new() => Check(Run(edit: null), IncrementalStepRunReason.New, IncrementalStepRunReason.New);

    [Fact]
    public void Without_an_edit_everything_is_cached() =>
        Check(Run(compilation => compilation), IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);

    [Fact]
    public void An_edit_elsewhere_regenerates_nothing() =>
        CheckUnchanged(Run(compilation => Replace(compilation, Elsewhere, "42", "43 /* edited */")));

    [Fact]
    public void A_new_file_regenerates_nothing() =>
        CheckUnchanged(Run(compilation => compilation.AddSyntaxTrees(Parse("public interface IAdded;"))));

    [Fact]
    public void A_comment_beside_the_attributes_regenerates_nothing() =>
        CheckUnchanged(Run(compilation => Replace(compilation, Networks, "Dense(8), Relu", "Dense(8) /* wide */, Relu // and kinked\n")));

    [Fact]
    public void Another_name_for_an_unrelated_type_regenerates_nothing() =>
        CheckUnchanged(Run(compilation => Replace(compilation, Networks, "Bystander", "Witness")));

    [Fact]
    public void An_unrelated_attribute_regenerates_nothing() =>
        CheckUnchanged(Run(compilation => Replace(compilation, Networks, "[MeanSquaredError]", "[MeanSquaredError, System.Serializable]")));

    [Fact]
    public void Another_width_regenerates_the_network_it_belongs_to()
    {
        GeneratorRunResult result = Run(compilation => Replace(compilation, Networks, "Dense(8)", "Dense(9)"));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged], Reasons(result, Steps.Declaration));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], Reasons(result, Steps.File));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], Outputs(result));
        Assert.Contains("public const int ParameterCount = 65;", result.GeneratedSources.Single(source => source.HintName == "First.g.cs").SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_of_a_block_regenerates_the_networks_that_use_it()
    {
        const string inner = "[NetGen.Block, NetGen.Dense(NetGen.Arg.First), NetGen.Relu] public class Inner;";
        string users = Networks.Replace("Dense(5), Tanh", "Use<Outer>(5)", StringComparison.Ordinal) + "\n[Block, Use<Inner>(Arg.First), Tanh] public class Outer;";
        CSharpCompilation compilation = GeneratorDriverHarness.CreateCompilation(users, inner);
        GeneratorDriver driver = GeneratorDriverHarness.CreateDriver(trackSteps: true).RunGenerators(compilation).RunGenerators(Replace(compilation, inner, "Relu", "Sigmoid"));
        GeneratorRunResult result = Assert.Single(driver.GetRunResult().Results);
        Assert.Equal([IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Modified], Reasons(result, Steps.Declaration));
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], Reasons(result, Steps.File));
        Assert.Contains("Outer1Inner1Sigmoid1", result.GeneratedSources.Single(source => source.HintName == "Second.g.cs").SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_is_taken_away_takes_its_file_along()
    {
        GeneratorRunResult result = Run(compilation => Replace(compilation, Networks, "[Network, Input(3), Dense(5), Tanh]", "[Input(3), Dense(5), Tanh]"));
        Assert.Equal("First.g.cs", Assert.Single(result.GeneratedSources).HintName);
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Removed], Reasons(result, Steps.File));
    }

    /// <summary>The second run on one driver; the first where there is no edit.</summary>
    private static GeneratorRunResult Run(Func<CSharpCompilation, CSharpCompilation>? edit)
    {
        CSharpCompilation compilation = GeneratorDriverHarness.CreateCompilation(Networks, Elsewhere);
        GeneratorDriver driver = GeneratorDriverHarness.CreateDriver(trackSteps: true).RunGenerators(compilation);
        if (edit is not null)
            driver = driver.RunGenerators(edit(compilation));
        GeneratorRunResult result = Assert.Single(driver.GetRunResult().Results);
        Assert.Null(result.Exception);
        return result;
    }

    private static CSharpCompilation Replace(CSharpCompilation compilation, string source, string part, string by)
    {
        Assert.Contains(part, source, StringComparison.Ordinal);
        SyntaxTree tree = compilation.SyntaxTrees.Single(tree => tree.ToString() == source);
        return compilation.ReplaceSyntaxTree(tree, Parse(source.Replace(part, by, StringComparison.Ordinal), tree.FilePath));
    }

    private static SyntaxTree Parse(string source, string path = "Added.cs") =>
        CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest), path);

    private static void CheckUnchanged(GeneratorRunResult result) => Check(result, IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached);

    private static void Check(GeneratorRunResult result, IncrementalStepRunReason declaration, IncrementalStepRunReason rest)
    {
        Assert.All(Reasons(result, Steps.Declaration), reason => Assert.True(reason == declaration || reason == IncrementalStepRunReason.Cached, $"declaration: {reason}"));
        Assert.Equal([rest, rest], Reasons(result, Steps.File));
        Assert.Equal([rest, rest], Outputs(result));
        Assert.Equal(["First.g.cs", "Second.g.cs"], result.GeneratedSources.Select(source => source.HintName));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) => Reasons(result.TrackedSteps[step]);

    private static IEnumerable<IncrementalStepRunReason> Outputs(GeneratorRunResult result) =>
        result.TrackedOutputSteps.SelectMany(step => Reasons(step.Value));

    private static IEnumerable<IncrementalStepRunReason> Reasons(ImmutableArray<IncrementalGeneratorRunStep> steps) =>
        steps.SelectMany(step => step.Outputs).Select(output => output.Reason);
}
