namespace NetGen.Package.Tests;

/// <summary>The package works for someone who has only the package.</summary>
[Collection(nameof(PackedLibrary))]
public sealed class PackageTests(PackedLibrary package)
{
    /// <summary>Parameters set by hand, so that the answers are known: both units add up the inputs, the second relu starts at 1.</summary>
    private const string ExclusiveOr = """
        using NetGen;

        var model = new ExclusiveOr();
        float[] parameters = [1, 1, 1, 1, 0, -1, 1, -2, 0];
        parameters.CopyTo(model.Parameters);
        float[] outputs = new float[4];
        model.Forward([0, 0, 0, 1, 1, 0, 1, 1], outputs);
        Console.WriteLine(string.Join(' ', outputs));

        var trainer = new Trainer<ExclusiveOr>(model, new Sgd(0.01));
        Dataset data = Dataset.FromArrays([0f, 0f, 0f, 1f, 1f, 0f, 1f, 1f], [0f, 1f, 1f, 0f], 2);
        Console.WriteLine(trainer.Fit(data).Epochs[0].Loss);

        [Network]
        [Input(2)]
        [Dense(2), Relu]
        [Dense(1)]
        [MeanSquaredError]
        public sealed partial class ExclusiveOr;
        """;

    private const string DenseOnAnImage = """
        using NetGen;

        Console.WriteLine(new Wrong().Parameters.Length);

        [Network]
        [Input(28, 28, 1)]
        [Dense(10), Softmax]
        [SparseCategoricalCrossEntropy]
        public sealed partial class Wrong;
        """;

    [Fact]
    public void One_package_holds_the_library_the_compiler_extensions_the_reader_of_weights_and_the_publish_settings()
    {
        IReadOnlyList<string> files = package.Files();
        Assert.Equal(
            [
                "README.md", "analyzers/dotnet/cs/NetGen.CodeFixes.dll", "analyzers/dotnet/cs/NetGen.Generator.dll", "buildTransitive/net9.0/NetGen.targets",
                "lib/net10.0/NetGen.dll", "lib/net10.0/NetGen.xml", "lib/net9.0/NetGen.dll", "lib/net9.0/NetGen.xml",
                "tools/NetGen.Weights.dll", "tools/NetGen.Weights.runtimeconfig.json",
            ],
            files.Where(file => file.StartsWith("lib/") || file.StartsWith("tools/") || file.StartsWith("analyzers/") || file.StartsWith("build") || file == "README.md").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_page_of_a_diagnostic_is_in_the_package() => Assert.Equal(
        Directory.GetFiles(PackedLibrary.Pages, "NETGEN*.md").Select(Path.GetFileName).Order(StringComparer.Ordinal),
        package.Files().Where(file => file.StartsWith("docs/", StringComparison.Ordinal)).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void The_package_states_its_license_and_depends_on_nothing()
    {
        string manifest = package.Read("NetGen.nuspec");
        Assert.Contains("<license type=\"expression\">MIT</license>", manifest);
        Assert.Contains("<readme>README.md</readme>", manifest);
        Assert.DoesNotContain("<dependency ", manifest);
    }

    [Fact]
    public void A_fresh_project_restores_builds_and_runs()
    {
        (int exitCode, string output) = CommandLine.Dotnet(package.Project(ExclusiveOr), "run");
        Assert.True(exitCode == 0, output);
        Assert.Equal(["0 1 1 0", "0"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Fact]
    public void The_first_example_of_the_README_runs_as_pasted()
    {
        string readme = package.Read("README.md").ReplaceLineEndings("\n");
        (int exitCode, string output) = CommandLine.Dotnet(package.Project(FirstBlock("csharp")), "run");
        Assert.True(exitCode == 0, output);
        Assert.Equal(FirstBlock("text"), output.ReplaceLineEndings("\n"));

        string FirstBlock(string language)
        {
            string opening = $"```{language}\n";
            int start = readme.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
            return readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
        }
    }

    [Fact]
    public void A_wrong_network_is_one_error_at_its_attribute()
    {
        (int exitCode, string output) = CommandLine.Dotnet(package.Project(DenseOnAnImage), "build", "--nologo");
        Assert.NotEqual(0, exitCode);
        string error = Assert.Single(output.Split('\n').Where(line => line.Contains("): error ")).Select(line => line.Trim()).Distinct());
        Assert.Contains("Program.cs(7,2): error NETGEN2", error);
    }

    [Theory]
    [InlineData("net8.0")]
    [InlineData("netstandard2.1")]
    public void A_framework_that_the_library_does_not_fit_is_refused_when_packages_are_restored(string framework)
    {
        (int exitCode, string output) = CommandLine.Dotnet(package.ConnectedProject("", framework, "<OutputType>Library</OutputType>"), "restore");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error NU1202: Package NetGen", output);
    }
}
