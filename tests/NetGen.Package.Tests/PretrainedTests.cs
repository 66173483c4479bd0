using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace NetGen.Package.Tests;

/// <summary>Weights files become part of the programs of someone who has only the package.</summary>
[Collection(nameof(PackedLibrary))]
public sealed class PretrainedTests(PackedLibrary package)
{
    private const string LeNet5 = """
        [Input(28, 28, 1)]
        [Conv2D(6, 5, Padding = Padding.Same), Relu]
        [MaxPool2D(2)]
        [Conv2D(16, 5), Relu]
        [MaxPool2D(2)]
        [Flatten]
        [Dense(120), Relu]
        [Dense(84), Relu]
        [Dense(10), Softmax]
        public sealed partial class LeNet5;
        """;

    /// <summary>Compares a network with one that reads the file at run time: parameters, buffers and answers, to the bit.</summary>
    private const string Comparison = """
        static bool IsSame<TNetwork, T>(TNetwork pretrained, string file)
            where TNetwork : class, INetwork<TNetwork, T>
            where T : unmanaged, System.Numerics.INumber<T>
        {
            TNetwork loaded = TNetwork.Create(7);
            Safetensors.Load(file, loaded);
            T[] inputs = new T[TNetwork.InputSize], one = new T[TNetwork.OutputSize], other = new T[TNetwork.OutputSize];
            for (int i = 0; i < inputs.Length; i++)
                inputs[i] = T.CreateChecked(i % 11) / T.CreateChecked(7);
            pretrained.Prepare().Forward(inputs, one);
            loaded.Forward(inputs, other);
            return pretrained.Parameters.SequenceEqual(loaded.Parameters) && pretrained.Buffers.SequenceEqual(loaded.Buffers) && one.AsSpan().SequenceEqual(other);
        }
        """;

    [Fact]
    public void Networks_have_the_bits_that_loading_their_files_gives()
    {
        // No name of a folder may end an argument of a command or of a function of the build.
        string folder = Moved(package.Project($"""
            using NetGen;

            Console.WriteLine(IsSame<LeNet5, float>(LeNet5.CreatePretrained(), "lenet.safetensors"));
            Console.WriteLine(IsSame<Half, float>(Half.CreatePretrained(), "models/half.safetensors"));
            Console.WriteLine(IsSame<Brain, float>(Brain.CreatePretrained(), "models/brain.safetensors"));
            Console.WriteLine(IsSame<Norm, float>(Norm.CreatePretrained(), "norm.safetensors"));
            Console.WriteLine(IsSame<Exact, double>(Exact.CreatePretrained(), "exact.safetensors"));
            Console.WriteLine(IsSame<Widened, double>(Widened.CreatePretrained(), "models/half.safetensors"));

            {Comparison}

            [Network, Weights("lenet.safetensors")]
            {LeNet5}
            [Network, Weights("models/half.safetensors"), Input(4), Dense(3)] public sealed partial class Half;
            [Network, Weights("brain.safetensors"), Input(4), Dense(3)] public sealed partial class Brain;
            [Network, Weights(@"norm.safetensors"), Input(4), Dense(3, Bias = false), BatchNorm] public sealed partial class Norm;
            [Network(Precision = Precision.Double), Weights(file: "exact.safetensors"), Input(4), Dense(3)] public sealed partial class Exact;
            [Network(Precision = Precision.Double), Weights("half.safetensors"), Input(4), Dense(3)] public sealed partial class Widened;
            """), "it's a folder (x86) & more");
        WeightsFile.Write(Path.Combine(folder, "lenet.safetensors"), "F32", WeightsFile.LeNet5);
        WeightsFile.Write(Path.Combine(folder, "models", "half.safetensors"), "F16", WeightsFile.Dense);
        WeightsFile.Write(Path.Combine(folder, "models", "brain.safetensors"), "BF16", WeightsFile.Dense);
        WeightsFile.Write(Path.Combine(folder, "norm.safetensors"), "F32", WeightsFile.Norm);
        WeightsFile.Write(Path.Combine(folder, "exact.safetensors"), "F64", WeightsFile.Dense);
        WeightsFile.Write(Path.Combine(folder, "idle.safetensors"), "F64", WeightsFile.Dense);

        (int exitCode, string output) = CommandLine.Dotnet(folder, "run");
        Assert.True(exitCode == 0, output);
        Assert.Equal(Enumerable.Repeat("True", 6), Lines(output));
        Assert.Equal(
            ["NetGen.Weights/exact.safetensors", "NetGen.Weights/lenet.safetensors", "NetGen.Weights/models/brain.safetensors", "NetGen.Weights/models/half.safetensors", "NetGen.Weights/norm.safetensors"],
            Resources(Path.Combine(folder, "bin", "Debug", "net10.0", "Stranger.dll")));
    }

    [Fact]
    public void A_wrong_file_is_one_error_at_its_attribute()
    {
        string folder = package.Project("""
            using NetGen;

            Console.WriteLine(Absent.CreatePretrained().Parameters.Length);

            [Network, Weights("../far.safetensors"), Input(4), Dense(3)] public sealed partial class Absent;
            [Network, Weights("cut.safetensors"), Input(4), Dense(3)] public sealed partial class Cut;
            [Network, Weights("net.safetensors"), Input(4), Dense(3, Name = "Renamed")] public sealed partial class Renamed;
            [Network, Weights("net.safetensors"), Input(4), Dense(3, Bias = false)] public sealed partial class Unexpected;
            [Network, Weights("whole.safetensors"), Input(4), Dense(3)] public sealed partial class Whole;
            [Network, Weights("net.safetensors"), Input(4), Dense(5)] public sealed partial class Shape;
            [Network, Weights("nan.safetensors"), Input(4), Dense(3)] public sealed partial class NotANumber;
            [Network, Weights("infinite.safetensors"), Input(4), Dense(3)] public sealed partial class Infinite;
            """);
        WeightsFile.Write(Path.Combine(folder, "net.safetensors"), "F32", WeightsFile.Dense);
        WeightsFile.Write(Path.Combine(folder, "whole.safetensors"), "I32", WeightsFile.Dense);
        WeightsFile.Write(Path.Combine(folder, "nan.safetensors"), "F32", WeightsFile.Dense, double.NaN);
        WeightsFile.Write(Path.Combine(folder, "infinite.safetensors"), "BF16", WeightsFile.Dense, double.NegativeInfinity);
        File.WriteAllBytes(Path.Combine(folder, "cut.safetensors"), File.ReadAllBytes(Path.Combine(folder, "net.safetensors"))[..^1]);

        (int exitCode, string output) = CommandLine.Dotnet(folder, "build", "--nologo");
        Assert.NotEqual(0, exitCode);
        (string Place, string Text)[] expected =
        [
            ("5,19", "NETGEN601: No weights file of the project is called '../far.safetensors'; add <NetGenWeights Include=\"../far.safetensors\" />"),
            ("6,19", "NETGEN602: The weights file 'cut.safetensors' cannot be read: Expected 60 bytes of numbers, got 59"),
            ("7,19", "NETGEN603: The weights file 'net.safetensors' has no tensor 'Renamed.weights', 'Renamed.bias', of shape [4, 3]; it has 'Dense1.weights' of that shape"),
            ("8,19", "NETGEN604: The weights file 'net.safetensors' has the tensor 'Dense1.bias'"),
            ("9,19", "NETGEN605: In the weights file 'whole.safetensors' the numbers of 'Dense1.weights' are I32"),
            ("10,19", "NETGEN606: In the weights file 'net.safetensors' the shape of 'Dense1.weights' is [4, 3]; Dense 'Dense1' expects [4, 5]"),
            ("11,19", "NETGEN607: In the weights file 'nan.safetensors' a number of 'Dense1.weights' is NaN at 6"),
            ("12,19", "NETGEN607: In the weights file 'infinite.safetensors' a number of 'Dense1.weights' is -Infinity at 6"),
        ];
        string[] errors = [.. Lines(output).Where(line => line.Contains("): error ")).Distinct()];
        Assert.All(expected, each => Assert.Single(errors, error => error.Contains($"Program.cs({each.Place}): error {each.Text}")));
        Assert.True(errors.Length == expected.Length, string.Join('\n', errors));
    }

    [Fact]
    public void A_build_reads_a_file_once_and_again_when_it_changes()
    {
        string folder = package.Project("""
            using NetGen;
            Console.WriteLine(Net.CreatePretrained().Dense1Weights[6]);
            [Network, Weights("net.safetensors"), Input(4), Dense(3)] public sealed partial class Net;
            """);
        string weights = Path.Combine(folder, "net.safetensors"), made = Path.Combine(folder, "obj", "Debug", "net10.0", "netgen");
        WeightsFile.Write(weights, "F32", WeightsFile.Dense, 0.25);
        Build(folder);
        Dictionary<string, DateTime> before = Times();
        Assert.Equal(3, before.Count);

        string again = Build(folder);
        Assert.Contains("Skipping target \"ReadNetGenWeights\" because all output files are up-to-date", again);
        Assert.Contains("Skipping target \"CoreCompile\" because all output files are up-to-date", again);
        Assert.Equal(before, Times());

        WeightsFile.Write(weights, "F32", WeightsFile.Dense, 0.5);
        File.SetLastWriteTimeUtc(weights, DateTime.UtcNow.AddSeconds(2));
        Assert.Equal(["0.5"], Lines(Run(folder)));

        Assert.Equal(0, CommandLine.Dotnet(folder, "clean").ExitCode);
        Assert.Empty(Directory.GetFiles(made));
        Assert.Equal(["0.5"], Lines(Run(folder)));

        Dictionary<string, DateTime> Times() => Directory.GetFiles(made).ToDictionary(file => file, File.GetLastWriteTimeUtc);
    }

    [Fact]
    public void A_file_may_be_copied_beside_the_program_as_well()
    {
        string folder = package.Project("""
            using NetGen;
            Console.WriteLine($"{Left.CreatePretrained().Dense1Weights[6]} {Right.CreatePretrained().Dense1Weights[6]}");
            [Network, Weights("left.safetensors"), Input(4), Dense(3)] public sealed partial class Left;
            [Network, Weights("right.safetensors"), Input(4), Dense(3)] public sealed partial class Right;
            """);
        string project = Path.Combine(folder, "Stranger.csproj");
        File.WriteAllText(project, File.ReadAllText(project).Replace("</Project>", """
            <ItemGroup>
              <None Update="left.safetensors" CopyToOutputDirectory="PreserveNewest" />
              <Content Include="right.safetensors" CopyToOutputDirectory="PreserveNewest" />
            </ItemGroup>
            </Project>
            """));
        WeightsFile.Write(Path.Combine(folder, "left.safetensors"), "F32", WeightsFile.Dense, 0.25);
        WeightsFile.Write(Path.Combine(folder, "right.safetensors"), "F32", WeightsFile.Dense, 0.5);

        Assert.Equal(["0.25 0.5"], Lines(Run(folder)));

        string output = Path.Combine(folder, "bin", "Debug", "net10.0");
        Assert.True(File.Exists(Path.Combine(output, "left.safetensors")) && File.Exists(Path.Combine(output, "right.safetensors")));
        Assert.Equal(["NetGen.Weights/left.safetensors", "NetGen.Weights/right.safetensors"], Resources(Path.Combine(output, "Stranger.dll")));
    }

    [Fact]
    public void Two_projects_for_two_frameworks_have_the_files_that_each_of_them_names()
    {
        string folder = package.ConnectedProject("""
            using NetGen;
            Console.WriteLine(Net.CreatePretrained().Dense1Weights[6] + Other.Net.CreatePretrained().Dense1Weights[6]);
            [Network, Weights(Files.Net), Input(4), Dense(3)] public sealed partial class Net;
            [Network, Weights("own.safetensors"), Input(4), Dense(3)] public sealed partial class Own;
            public static class Files { public const string Net = "../shared/net.safetensors"; }
            """, "net10.0");
        string app = Directory.CreateDirectory(Path.Combine(folder, "app")).FullName, other = Directory.CreateDirectory(Path.Combine(folder, "other")).FullName;
        string project = File.ReadAllText(Path.Combine(folder, "Stranger.csproj")).Replace("<TargetFramework>net10.0</TargetFramework>", "<TargetFrameworks>net9.0;net10.0</TargetFrameworks>");
        File.WriteAllText(Path.Combine(app, "Stranger.csproj"), project.Replace("</Project>", """
            <ItemGroup>
              <NetGenWeights Include="../shared/net.safetensors" />
              <EmbeddedResource Include="note.txt" LogicalName="a note" />
              <ProjectReference Include="../other/Other.csproj" />
            </ItemGroup>
            </Project>
            """));
        File.Move(Path.Combine(folder, "Program.cs"), Path.Combine(app, "Program.cs"));
        File.Delete(Path.Combine(folder, "Stranger.csproj"));
        File.WriteAllText(Path.Combine(app, "note.txt"), "a resource of the project's own");
        WeightsFile.Write(Path.Combine(app, "own.safetensors"), "F32", WeightsFile.Dense);
        File.WriteAllText(Path.Combine(other, "Other.csproj"), project.Replace("<OutputType>Exe</OutputType>", ""));
        File.WriteAllText(Path.Combine(other, "Net.cs"), """
            using NetGen;
            namespace Other;
            [Network, Weights("net.safetensors"), Input(4), Dense(3)] public sealed partial class Net;
            """);
        WeightsFile.Write(Path.Combine(folder, "shared", "net.safetensors"), "F32", WeightsFile.Dense, 0.25);
        WeightsFile.Write(Path.Combine(other, "net.safetensors"), "F32", WeightsFile.Dense, 0.5);

        Build(app);
        foreach (string framework in new[] { "net9.0", "net10.0" })
        {
            string output = Path.Combine(app, "bin", "Debug", framework);
            Assert.Equal(["NetGen.Weights/../shared/net.safetensors", "NetGen.Weights/own.safetensors", "a note"], Resources(Path.Combine(output, "Stranger.dll")));
            Assert.Equal(["NetGen.Weights/net.safetensors"], Resources(Path.Combine(output, "Other.dll")));
        }

        (int exitCode, string answer) = CommandLine.Dotnet(app, "run", "--no-build", "-f", "net10.0");
        Assert.True(exitCode == 0, answer);
        Assert.Equal(["0.75"], Lines(answer));
    }

    [Theory]
    [InlineData("<PublishAot>true</PublishAot>")]
    [InlineData("<PublishTrimmed>true</PublishTrimmed><PublishSingleFile>true</PublishSingleFile><SelfContained>true</SelfContained><UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier>")]
    public void A_published_program_brings_its_weights_along(string properties)
    {
        string folder = package.ConnectedProject($"""
            using NetGen;
            Console.WriteLine(IsSame<LeNet5, float>(LeNet5.CreatePretrained(), args[0]));
            {Comparison}
            [Network, Weights("lenet.safetensors")]
            {LeNet5}
            """, "net10.0", properties);
        string weights = Path.Combine(folder, "lenet.safetensors");
        WeightsFile.Write(weights, "F32", WeightsFile.LeNet5);
        (int exitCode, string output) = CommandLine.Dotnet(folder, "publish", "-o", "out", "--nologo");
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(folder, "out")), file => file.EndsWith(".safetensors", StringComparison.Ordinal));
        Assert.Equal((0, $"True{Environment.NewLine}"), CommandLine.Run(Path.Combine(folder, "out", "Stranger"), weights));
    }

    /// <summary>A project in a folder of another name.</summary>
    private static string Moved(string folder, string name)
    {
        string target = Path.Combine(folder, name);
        Directory.CreateDirectory(target);
        foreach (string file in Directory.GetFiles(folder).Where(file => Path.GetFileName(file) != "nuget.config"))
            File.Move(file, Path.Combine(target, Path.GetFileName(file)));
        return target;
    }

    private static string Build(string folder)
    {
        (int exitCode, string output) = CommandLine.Dotnet(folder, "build", "--nologo", "-v:n");
        Assert.True(exitCode == 0, output);
        return output;
    }

    private static string Run(string folder)
    {
        (int exitCode, string output) = CommandLine.Dotnet(folder, "run");
        Assert.True(exitCode == 0, output);
        return output;
    }

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The names of the resources of an assembly.</summary>
    private static string[] Resources(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        MetadataReader metadata = file.GetMetadataReader();
        return [.. metadata.ManifestResources.Select(handle => metadata.GetString(metadata.GetManifestResource(handle).Name)).Order(StringComparer.Ordinal)];
    }
}
