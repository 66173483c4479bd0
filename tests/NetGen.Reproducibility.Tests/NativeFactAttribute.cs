namespace NetGen.Reproducibility.Tests;

/// <summary>A test that compiles ahead of time; skipped, saying so, on a Unix machine without the linker that this takes.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NativeFactAttribute : FactAttribute
{
    /// <summary>A test that compiles ahead of time.</summary>
    public NativeFactAttribute()
    {
        string[] folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        bool linker = OperatingSystem.IsWindows() || folders.Any(folder => File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc")));
        if (!linker)
            Skip = "Compiling ahead of time needs clang or gcc, and zlib's headers.";
    }
}
