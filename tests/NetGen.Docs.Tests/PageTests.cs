extern alias generator;

using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetworkGenerator = generator::NetGen.Generator.NetworkGenerator;

namespace NetGen.Docs.Tests;

/// <summary>Every program of the README and of the pages in <c>docs</c> compiles as it stands; one that is followed by what it prints is run.</summary>
public sealed class PageTests
{
    /// <summary>What a new project has by itself.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Latest);

    private static readonly string s_repository =
        typeof(PageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "Repository").Value!;

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file && (file.StartsWith("System.", StringComparison.Ordinal) || file is "netstandard.dll" or "NetGen.dll" or "NetGen.Models.dll" or "NetGen.Reports.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Every page that has a program.</summary>
    public static TheoryData<string> Pages =>
    [
        .. Directory.GetFiles(Path.Combine(s_repository, "docs"), "*.md").Append(Path.Combine(s_repository, "README.md")).Append(Path.Combine(s_repository, "CONTRIBUTING.md"))
            .Where(path => File.ReadAllText(path).Contains("```csharp", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(s_repository, path)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_program_compiles_and_prints_what_the_page_says(string page)
    {
        foreach (CodeBlock block in CodeBlock.Of(File.ReadAllText(Path.Combine(s_repository, page)).ReplaceLineEndings("\n")))
        {
            Assembly program = Compile($"{page}, line {block.Line}", block.Code);
            if (block.Output is { } expected)
                Assert.Equal(expected, Run(program));
        }
    }

    [Fact]
    public void A_program_that_does_not_compile_is_noticed() =>
        Assert.ThrowsAny<Exception>(() => Compile("page", "using NetGen;\n[Network]\n[Input(28, 28, 1)]\n[Dense(10)]\npublic sealed partial class Wrong;\nint x = new Wrong().Missing;"));

    [Fact]
    public void Links_between_pages_lead_to_files()
    {
        foreach (string path in Directory.GetFiles(Path.Combine(s_repository, "docs"), "*.md").Concat(Directory.GetFiles(s_repository, "*.md")))
        {
            foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(path), @"\]\((?<to>[^)#:]+)\)"))
            {
                string target = Path.Combine(Path.GetDirectoryName(path)!, link.Groups["to"].Value);
                Assert.True(File.Exists(target) || Directory.Exists(target), $"{Path.GetFileName(path)} links to {link.Groups["to"].Value}");
            }
        }
    }

    private static Assembly Compile(string name, string code)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(code, s_options);
        bool runs = tree.GetCompilationUnitRoot().Members.Any(member => member is GlobalStatementSyntax);
        CSharpCompilation before = CSharpCompilation.Create(
            "Page" + Guid.NewGuid().ToString("N"),
            [tree, CSharpSyntaxTree.ParseText(ImplicitUsings, s_options)],
            s_references,
            new CSharpCompilationOptions(runs ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: s_options)
            .RunGeneratorsAndUpdateCompilation(before, out Compilation after, out ImmutableArray<Diagnostic> reported);
        using MemoryStream image = new();
        ImmutableArray<Diagnostic> diagnostics = after.Emit(image).Diagnostics;
        string[] errors = [.. reported.Concat(diagnostics).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString())];
        Assert.True(errors.Length == 0, $"{name}:\n{string.Join('\n', errors)}");
        return AssemblyLoadContext.Default.LoadFromStream(new MemoryStream(image.ToArray()));
    }

    /// <summary>What a program prints. Programs run one after the other: the console is one.</summary>
    private static string Run(Assembly program)
    {
        lock (s_options)
        {
            TextWriter console = Console.Out;
            using var output = new StringWriter { NewLine = "\n" };
            try
            {
                Console.SetOut(output);
                program.EntryPoint!.Invoke(null, program.EntryPoint.GetParameters().Length == 0 ? null : [Array.Empty<string>()]);
                return output.ToString();
            }
            finally
            {
                Console.SetOut(console);
            }
        }
    }
}
