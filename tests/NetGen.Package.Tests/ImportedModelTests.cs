namespace NetGen.Package.Tests;

/// <summary>Models are imported while a project is built that has the package of models.</summary>
[Collection(nameof(PackedLibrary))]
public sealed class ImportedModelTests(PackedLibrary package)
{
    private const string Program = """
        float[] output = new float[App.Nets.Mnist.OutputSize];
        App.Nets.Mnist.CreatePretrained().Prepare().Forward([2, 3], output);
        Console.WriteLine(output[0]);
        """;

    [Fact]
    public void The_package_of_models_holds_the_program_that_imports() => Assert.Superset(
        new HashSet<string>
        {
            "buildTransitive/net9.0/NetGen.Models.targets", "tools/NetGen.Import.dll", "tools/NetGen.Import.runtimeconfig.json", "tools/NetGen.Import.deps.json",
            "tools/NetGen.Models.dll", "tools/NetGen.dll", "tools/Google.Protobuf.dll",
        },
        package.Files("NetGen.Models").ToHashSet());

    [Fact]
    public void A_model_becomes_a_class_with_its_weights_and_again_when_it_changes()
    {
        string folder = Project(Program, """<NetGenModel Include="my models/mnist.onnx" Class="App.Nets.Mnist" /><NetGenWeights Include="own.safetensors" />""");
        WeightsFile.Write(Path.Combine(folder, "own.safetensors"), "F32", WeightsFile.Dense);
        string model = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "my models")).FullName, "mnist.onnx");
        // relu(2 + 3), relu(2 - 3), relu(3): 5, 0, 3
        OnnxFile.Write(model, [1, 1, 0, 1, -1, 1], [10, 100, 1]);
        Assert.Equal("53", Run(folder));

        (int exitCode, string output) = CommandLine.Dotnet(folder, "build", "--nologo", "-v:n");
        Assert.True(exitCode == 0, output);
        foreach (string target in new[] { "ReadNetGenModels", "ReadNetGenWeights", "CoreCompile" })
            Assert.Contains($"Skipping target \"{target}\" because all output files are up-to-date", output);

        OnnxFile.Write(model, [1, 1, 0, 1, -1, 1], [10, 100, 2]);
        File.SetLastWriteTimeUtc(model, DateTime.UtcNow.AddSeconds(2));
        Assert.Equal("56", Run(folder));

        Assert.Equal(0, CommandLine.Dotnet(folder, "clean").ExitCode);
        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "obj", "Debug", "net10.0", "netgen")));
        Assert.Equal("56", Run(folder));
    }

    [Fact]
    public void What_cannot_be_imported_is_an_error_of_the_model_with_a_line_for_each_node()
    {
        string folder = Project("", """<NetGenModel Include="odd.onnx" Class="Odd" /><NetGenModel Include="nameless.onnx" />""");
        OnnxFile.Write(Path.Combine(folder, "odd.onnx"), new float[6], new float[3], activation: "Frobnicate");
        OnnxFile.Write(Path.Combine(folder, "nameless.onnx"), new float[6], new float[3]);
        Assert.Contains("nameless.onnx : error NETGEN701: A model becomes a class: <NetGenModel Include=\"nameless.onnx\" Class=\"App.Mnist\" />", Errors(folder));

        string project = Path.Combine(folder, "Stranger.csproj");
        File.WriteAllText(project, File.ReadAllText(project).Replace("""<NetGenModel Include="nameless.onnx" />""", ""));
        string error = Assert.Single(Errors(folder).Split('\n').Distinct());
        Assert.StartsWith("odd.onnx : error NETGEN701: kink (Frobnicate): ", error, StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(folder, "odd.onnx"), "no model");
        Assert.StartsWith("odd.onnx : error NETGEN701: ", Assert.Single(Errors(folder).Split('\n').Distinct()), StringComparison.Ordinal);
    }

    private string Project(string program, string items)
    {
        string folder = package.ConnectedProject(program, "net10.0"), project = Path.Combine(folder, "Stranger.csproj");
        File.WriteAllText(project, File.ReadAllText(project).Replace("</Project>", $"""
              <ItemGroup>
                <PackageReference Include="NetGen.Models" Version="{package.Version}" />
                {items}
              </ItemGroup>
            </Project>
            """));
        return folder;
    }

    private static string Run(string folder)
    {
        (int exitCode, string output) = CommandLine.Dotnet(folder, "run");
        Assert.True(exitCode == 0, output);
        return output.Trim();
    }

    private static string Errors(string folder)
    {
        (int exitCode, string output) = CommandLine.Dotnet(folder, "build", "--nologo");
        Assert.NotEqual(0, exitCode);
        return string.Join('\n', output.Split('\n').Where(line => line.Contains(": error ")).Select(line => line.Split(" [")[0].Trim()));
    }
}
