using System.Runtime.InteropServices;

namespace NetGen.Package.Tests;

/// <summary>A project that has the package is published ahead of time, with the instruction set that the library is meant for.</summary>
[Collection(nameof(PackedLibrary))]
public sealed class PublishTests(PackedLibrary package)
{
    private const string Program = """
        using NetGen;

        var model = new ExclusiveOr();
        float[] parameters = [1, 1, 1, 1, 0, -1, 1, -2, 0];
        parameters.CopyTo(model.Parameters);
        float[] outputs = new float[4];
        model.Forward([0, 0, 0, 1, 1, 0, 1, 1], outputs);
        Console.WriteLine(string.Join(' ', outputs));
        Console.WriteLine(Environment.Version.Major);

        [Network]
        [Input(2)]
        [Dense(2), Relu]
        [Dense(1)]
        [MeanSquaredError]
        public sealed partial class ExclusiveOr;
        """;

    [Theory]
    [InlineData("net9.0", "9", "x86-x64-v3")]
    [InlineData("net10.0", "10", "x86-64-v3")]
    public void A_project_is_published_ahead_of_time_and_its_program_runs(string framework, string version, string instructionSet)
    {
        string folder = package.ConnectedProject(Program, framework, "<PublishAot>true</PublishAot>");
        (int exitCode, string output) = CommandLine.Dotnet(folder, "publish", "-o", "out", "--nologo");
        Assert.True(exitCode == 0, output);
        Assert.Equal(["0 1 1 0", version], Lines(CommandLine.Run(Path.Combine(folder, "out", "Stranger"))));
        if (RuntimeInformation.OSArchitecture == Architecture.X64)
            Assert.Contains($"--instruction-set:{instructionSet}", File.ReadAllLines(Assert.Single(Directory.GetFiles(folder, "*.ilc.rsp", SearchOption.AllDirectories))));
    }

    [Fact]
    public void A_program_of_one_file_is_published_ahead_of_time_and_runs()
    {
        string folder = package.ConnectedFolder();
        File.WriteAllText(Path.Combine(folder, "xor.cs"), $"#:package NetGen@{package.Version}\n{Program}");
        (int exitCode, string output) = CommandLine.Dotnet(folder, "publish", "xor.cs", "-o", "out", "--artifacts-path", Path.Combine(folder, "artifacts"), "--nologo");
        Assert.True(exitCode == 0, output);
        Assert.Equal(["0 1 1 0", "10"], Lines(CommandLine.Run(Path.Combine(folder, "out", "xor"))));
    }

    [Theory]
    [InlineData("net9.0", "linux-x64", "", "x86-x64-v3")]
    [InlineData("net10.0", "linux-x64", "", "x86-64-v3")]
    [InlineData("net10.0", "win-x64", "", "x86-64-v3")]
    [InlineData("net10.0", "linux-arm64", "", "")]
    [InlineData("net10.0", "linux-x64", "<IlcInstructionSet>native</IlcInstructionSet>", "native")]
    public void The_compiler_is_told_of_fused_multiply_adds_by_the_name_that_it_knows(string framework, string runtime, string properties, string expected)
    {
        string folder = package.ConnectedProject("", framework, properties);
        (int restored, string log) = CommandLine.Dotnet(folder, "restore");
        Assert.True(restored == 0, log);
        (int exitCode, string output) = CommandLine.Dotnet(
            folder, "msbuild", "-t:ChooseNetGenInstructionSet", "-getProperty:IlcInstructionSet", $"-p:RuntimeIdentifier={runtime}", "-p:PublishAot=true");
        Assert.True(exitCode == 0, output);
        Assert.Equal(expected, output.Trim());
    }

    private static string[] Lines((int ExitCode, string Output) run)
    {
        Assert.True(run.ExitCode == 0, run.Output);
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
