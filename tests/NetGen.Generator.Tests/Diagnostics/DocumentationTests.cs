extern alias generator;

using generator::NetGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Repository = generator::NetGen.Generator.Repository;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>Every id has a page, and the page is right.</summary>
public class DocumentationTests
{
    // No network is known that NetGen fails at, and the version of C# is the project's: pages without an example that can be compiled here.
    private static readonly string[] WithoutExample = ["NETGEN100", "NETGEN127"];

    public static TheoryData<string> Ids => [.. new NetworkAnalyzer().SupportedDiagnostics.Select(descriptor => descriptor.Id).Except(WithoutExample)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_wrong_example_of_a_page_has_its_mistake_and_the_fixed_one_has_none(string id)
    {
        string page = File.ReadAllText(Path.Combine(Root(), "generator", "docs", id + ".md")).ReplaceLineEndings("\n");
        string[] parts = page.Split("```csharp\n");
        Assert.Equal(3, parts.Length);
        Assert.StartsWith($"# {id}: ", page);
        Assert.Equal(id, Assert.Single(AnalyzerHarness.Everything(Code(parts[1]))).Id);
        AnalyzerHarness.IsSilent(Code(parts[2]));
    }

    [Fact]
    public void The_help_link_of_every_diagnostic_is_the_address_of_its_page() => Assert.All(new NetworkAnalyzer().SupportedDiagnostics, descriptor =>
    {
        const string branch = "/blob/main/";
        Uri link = new(descriptor.HelpLinkUri, UriKind.Absolute);
        Assert.Equal(Uri.UriSchemeHttps, link.Scheme);
        Assert.StartsWith(Repository.Url + branch, descriptor.HelpLinkUri);
        Assert.True(File.Exists(Path.Combine(Root(), descriptor.HelpLinkUri.Substring(Repository.Url.Length + branch.Length))), descriptor.HelpLinkUri);
        Assert.Equal(descriptor.Id, Path.GetFileNameWithoutExtension(link.LocalPath));
    });

    [Fact]
    public void Every_page_is_of_a_diagnostic() => Assert.Equal(
        new NetworkAnalyzer().SupportedDiagnostics.Select(descriptor => descriptor.Id + ".md").Order(StringComparer.Ordinal),
        Directory.GetFiles(Path.Combine(Root(), "generator", "docs"), "NETGEN*.md").Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void A_page_without_an_example_says_what_to_do() => Assert.All(WithoutExample, id =>
    {
        string page = File.ReadAllText(Path.Combine(Root(), "generator", "docs", id + ".md"));
        Assert.StartsWith($"# {id}: ", page, StringComparison.Ordinal);
        Assert.Contains("## What to do", page, StringComparison.Ordinal);
    });

    [Fact]
    public void Errors_cannot_be_configured_and_warnings_can() => Assert.All(new NetworkAnalyzer().SupportedDiagnostics, descriptor => Assert.Equal(
        descriptor.DefaultSeverity == DiagnosticSeverity.Error,
        descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable)));

    /// <summary>The folder of the pages.</summary>
    public static string Pages => Path.Combine(Root(), "generator", "docs");

    private static string Code(string part) => part.Substring(0, part.IndexOf("```", StringComparison.Ordinal));

    private static string Root()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Directory.Packages.props")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new DirectoryNotFoundException("The root of the repository was expected above the tests.");
    }
}
