using System.IO.Compression;
using System.Reflection;

namespace NetGen.Package.Tests;

/// <summary>The tests that share one packed package.</summary>
[CollectionDefinition(nameof(PackedLibrary))]
public sealed class PackedLibraryCollection : ICollectionFixture<PackedLibrary>;

/// <summary>The package, packed once for all tests into a feed of its own.</summary>
public sealed class PackedLibrary : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("netgen-package-");
    private bool _usesMachineCache;

    /// <summary>Packs the library and the import of models under a version that no cache can know.</summary>
    public PackedLibrary()
    {
        Version = $"0.0.0-test{Guid.NewGuid():N}";
        Feed = Path.Combine(_folder.FullName, "feed");

        // All output goes to a folder of its own: other tests use the ordinary one at the same time.
        foreach (string project in new[] { Metadata("LibraryProject"), Metadata("ModelsProject") })
        {
            (int exitCode, string output) = CommandLine.Dotnet(
                _folder.FullName, "pack", project, "-c", "Release", $"-p:Version={Version}", "-o", Feed, "--artifacts-path", Path.Combine(_folder.FullName, "artifacts"), "--nologo");
            Assert.True(exitCode == 0, output);
        }
    }

    /// <summary>The folder of the pages on diagnostics.</summary>
    public static string Pages => Metadata("Pages");

    /// <summary>The version it was packed as.</summary>
    public string Version { get; }

    /// <summary>The folder of the package.</summary>
    public string Feed { get; }

    /// <summary>The paths of the files in the package.</summary>
    public IReadOnlyList<string> Files(string package = "NetGen")
    {
        using ZipArchive archive = ZipFile.OpenRead(Path.Combine(Feed, $"{package}.{Version}.nupkg"));
        return archive.Entries.Select(entry => entry.FullName).ToList();
    }

    /// <summary>The text of a file in the package.</summary>
    public string Read(string file, string package = "NetGen")
    {
        using ZipArchive archive = ZipFile.OpenRead(Path.Combine(Feed, $"{package}.{Version}.nupkg"));
        using var reader = new StreamReader(archive.GetEntry(file)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>A project outside the tree that knows nothing but this package, with a program of one file.</summary>
    /// <returns>Its folder.</returns>
    public string Project(string program, string properties = "") =>
        Project(Folder($"<add key=\"globalPackagesFolder\" value=\"{Path.Combine(_folder.FullName, "packages")}\" />", "<clear />"), program, "net10.0", properties);

    /// <summary>
    /// A project outside the tree that knows the machine's package sources, too: what .NET itself needs to publish for a framework comes from there,
    /// into the machine's cache, so that it is fetched once.
    /// </summary>
    /// <returns>Its folder.</returns>
    public string ConnectedProject(string program, string framework, string properties = "") => Project(ConnectedFolder(), program, framework, properties);

    /// <summary>A folder outside the tree whose programs find this package and the machine's package sources.</summary>
    public string ConnectedFolder()
    {
        _usesMachineCache = true;
        return Folder("", "");
    }

    /// <summary>Removes everything, also this version from the machine's cache.</summary>
    public void Dispose()
    {
        if (_usesMachineCache)
        {
            (_, string output) = CommandLine.Dotnet(_folder.FullName, "nuget", "locals", "global-packages", "--list");
            string cache = output[(output.IndexOf(':') + 1)..].Trim();
            foreach (string package in new[] { "netgen", "netgen.models" })
            {
                string own = Path.Combine(cache, package, Version.ToLowerInvariant());
                if (Directory.Exists(own))
                    Directory.Delete(own, recursive: true);
            }
        }

        _folder.Delete(recursive: true);
    }

    private string Folder(string settings, string otherSources)
    {
        string folder = _folder.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName;
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <config>
                {settings}
              </config>
              <packageSources>
                {otherSources}
                <add key="feed" value="{Feed}" />
              </packageSources>
            </configuration>
            """);
        return folder;
    }

    private string Project(string folder, string program, string framework, string properties)
    {
        File.WriteAllText(Path.Combine(folder, "Program.cs"), program);
        File.WriteAllText(Path.Combine(folder, "Stranger.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>{framework}</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="NetGen" Version="{Version}" />
              </ItemGroup>
            </Project>
            """);
        return folder;
    }

    private static string Metadata(string key) =>
        typeof(PackedLibrary).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
