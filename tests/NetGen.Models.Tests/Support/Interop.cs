namespace NetGen.Models.Tests.Support;

/// <summary>Models that others made, with their answers: a folder beside the repository, which is not part of it.</summary>
internal static class Interop
{
    /// <summary>The folder; null where there is none.</summary>
    public static string? Folder { get; } = Find();

    public const string Missing = "The folder ../shared/interop beside the repository, with models that others made, is absent.";

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NetGen.sln")) && folder.Parent is { } beside)
                return Path.Combine(beside.FullName, "shared", "interop") is var found && Directory.Exists(found) ? found : null;
        }

        return null;
    }
}

/// <summary>A test that needs the models that others made.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InteropFactAttribute : FactAttribute
{
    public InteropFactAttribute() => Skip = Interop.Folder is null ? Interop.Missing : null;
}

/// <summary>Tests that need the models that others made.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InteropTheoryAttribute : TheoryAttribute
{
    public InteropTheoryAttribute() => Skip = Interop.Folder is null ? Interop.Missing : null;
}
