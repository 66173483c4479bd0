extern alias generator;

using System.Text;
using generator::NetGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Generator.Tests.Harness;
using Xunit.Abstractions;

namespace NetGen.Generator.Tests.Scale;

/// <summary>What checking costs: an editor does it at every keystroke.</summary>
[Collection(nameof(ScaleTests))]
public sealed class KeystrokeTests(ITestOutputHelper output)
{
    private const int Milliseconds = 5;
    private const int Keystrokes = 100;

    [Fact]
    public Task Fifty_layers_are_checked_while_a_key_goes_down() => Cost("sound", Network("[Relu]", "[MaxPool2D(2)]"), 0);

    [Fact]
    public Task Fifty_mistaken_layers_take_no_longer() => Cost("mistaken", Network("[Conv2D(8, 1)]", "[MaxPool2D(3)]"), 40);

    private async Task Cost(string name, string source, int least)
    {
        CSharpCompilation compilation = GeneratorDriverHarness.CreateCompilation(source);
        SyntaxTree tree = compilation.SyntaxTrees[^1];
        List<double> times = [];
        for (int stroke = 0; stroke < Keystrokes; stroke++)
        {
            // The author changes a number of the last layer, and the compiler has bound the attributes before the analyzer asks.
            SyntaxTree edited = tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(source.Replace("Dense(10)", $"Dense({11 + stroke})")));
            compilation = compilation.ReplaceSyntaxTree(tree, edited);
            tree = edited;
            compilation.GetDiagnostics();

            NetworkAnalyzer analyzer = new();
            CompilationWithAnalyzers analysis = new(compilation, [analyzer], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
            Assert.True((await analysis.GetAnalyzerDiagnosticsAsync()).Length >= least);
            times.Add((await analysis.GetAnalyzerTelemetryInfoAsync(analyzer, default)).ExecutionTime.TotalMilliseconds);
        }

        output.WriteLine(FormattableString.Invariant($"{name}: {times.Min():0.00} ms, median {times.Order().ElementAt(Keystrokes / 2):0.00} ms, first {times[0]:0.0} ms"));
        // The fastest: what is slower waited for others.
        Assert.True(times.Min() < Milliseconds, FormattableString.Invariant($"{times.Min():0.00} ms, not below {Milliseconds}"));
    }

    /// <summary>A network of fifty layers: a convolution and another layer in turn, and images that shrink now and then.</summary>
    private static string Network(string between, string pool)
    {
        StringBuilder source = new("using NetGen;\n[Network]\n[Input(256, 248, 3)]\n");
        for (int layer = 0; layer < 48; layer++)
            source.AppendLine(layer % 16 == 15 ? pool : layer % 2 == 0 ? "[Conv2D(8, 3, Padding = 1)]" : between);
        return source.Append("[Flatten]\n[Dense(10)]\npublic sealed partial class Deep;").ToString();
    }
}
