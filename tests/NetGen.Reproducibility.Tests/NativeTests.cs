using System.Runtime.InteropServices;

namespace NetGen.Reproducibility.Tests;

/// <summary>The program compiled ahead of time learns what it learns under the JIT compiler.</summary>
public sealed class NativeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("netgen-native-");

    /// <summary>Removes what was built.</summary>
    public void Dispose() => _folder.Delete(recursive: true);

    [NativeFact]
    public void A_program_compiled_ahead_of_time_learns_the_same_bits()
    {
        // All output goes to a folder of its own: other tests use the ordinary one at the same time.
        string output = Path.Combine(_folder.FullName, "publish");
        ChildProcess.Run("dotnet",
        [
            "publish", TrainingRun.Metadata("ProgramProject"), "-c", "Release", "-f", "net9.0", "-r", RuntimeInformation.RuntimeIdentifier,
            "--artifacts-path", Path.Combine(_folder.FullName, "artifacts"), "-o", output, "-v", "quiet", "--nologo",
        ]);
        string program = Path.Combine(output, "NetGen.Reproducibility" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        Assert.False(File.Exists(Path.ChangeExtension(program, ".dll")), "The program was published, but not as native code.");

        TrainingRun run = TrainingRun.Native(program);
        if (RuntimeInformation.ProcessArchitecture == Architecture.X64)
            Assert.Equal(8, run.VectorWidth);
        Assert.Equal(TrainingRun.Default.Hashes, run.Hashes);
    }
}
