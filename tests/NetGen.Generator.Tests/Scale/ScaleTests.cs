extern alias generator;

using System.Diagnostics;
using System.Text;
using generator::NetGen.Generator.Declaration;
using generator::NetGen.Generator.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Tests.Harness;
using NetGen.Generator.Tests.Reference;
using Xunit.Abstractions;

namespace NetGen.Generator.Tests.Scale;

/// <summary>Alone in its collection: nothing else runs while the clock does.</summary>
[CollectionDefinition(nameof(ScaleTests), DisableParallelization = true)]
public sealed class ScaleCollection;

/// <summary>What generating costs: the compiler does it while somebody types.</summary>
[Collection(nameof(ScaleTests))]
public sealed class ScaleTests(ITestOutputHelper output)
{
    private const int Milliseconds = 50;
    private const int Bytes = 300_000;

    [Fact]
    public void Fifty_layers_of_width_512_take_little_time_and_text()
    {
        StringBuilder source = new("using NetGen;\n[Network]\n[Input(512)]\n");
        for (int layer = 0; layer < 50; layer++)
            source.AppendLine("[Dense(512), Relu]");
        source.AppendLine("[MeanSquaredError]\npublic sealed partial class Deep;");

        (double milliseconds, double median, string text) = Measure(source.ToString(), "Deep", Milliseconds);
        output.WriteLine(FormattableString.Invariant($"50 x 512: {milliseconds:0.0} ms, median {median:0.0} ms, {Encoding.UTF8.GetByteCount(text)} bytes"));
        Assert.True(Encoding.UTF8.GetByteCount(text) < Bytes, $"{Encoding.UTF8.GetByteCount(text)} bytes, not below {Bytes}");
        Assert.True(milliseconds < Milliseconds, FormattableString.Invariant($"{milliseconds:0.0} ms, not below {Milliseconds}"));
    }

    [Fact]
    public void Vgg16_takes_little_time_and_text()
    {
        int[] filters = [64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0];
        string convolutions = string.Join("\n", filters.Select(count => count == 0 ? "[MaxPool2D(2)]" : $"[Conv2D({count}, 3, Padding = Padding.Same), Relu]"));
        string source = $$"""
            using NetGen;
            namespace Published;
            [Network]
            [Input(224, 224, 3)]
            {{convolutions}}
            [Flatten]
            [Dense(4096), Relu]
            [Dense(4096), Relu]
            [Dense(1000), Softmax]
            [SparseCategoricalCrossEntropy]
            public sealed partial class Vgg16;
            """;

        (double milliseconds, double median, string text) = Measure(source, "Vgg16", 2 * Milliseconds);
        output.WriteLine(FormattableString.Invariant($"VGG-16: {milliseconds:0.0} ms, median {median:0.0} ms, {Encoding.UTF8.GetByteCount(text)} bytes"));
        Assert.True(Encoding.UTF8.GetByteCount(text) < Bytes, $"{Encoding.UTF8.GetByteCount(text)} bytes, not below {Bytes}");
        Assert.True(milliseconds < 2 * Milliseconds, FormattableString.Invariant($"{milliseconds:0.0} ms, not below {2 * Milliseconds}"));
    }

    [Fact]
    public void The_networks_of_the_matrix_take_no_longer()
    {
        double[] times = [.. ReferenceNetwork.All.Select(reference =>
            Measure($"using NetGen;\n[Network]\n{reference.Attributes}\npublic sealed partial class {reference.Name};", reference.Name, Milliseconds, most: 3).Milliseconds)];
        output.WriteLine(FormattableString.Invariant($"{times.Length} networks: {times.Average():0.00} ms on average, {times.Max():0.00} ms at most"));
        Assert.True(times.Average() < Milliseconds, FormattableString.Invariant($"{times.Average():0.00} ms on average"));
    }

    /// <summary>
    /// The time from the class's symbol to its text, warm: the fastest, since what is slower waited for others, and the median. On a
    /// machine that others use, a quiet moment may be seconds away; so it is repeated until one has been met, a limited number of times.
    /// </summary>
    private static (double Milliseconds, double Median, string Text) Measure(string source, string name, double quiet, int most = 150)
    {
        CSharpCompilation compilation = GeneratorDriverHarness.CreateCompilation(source);
        INamedTypeSymbol type = (INamedTypeSymbol)compilation.GetSymbolsWithName(name, SymbolFilter.Type).Single();
        List<double> times = [];
        string text = string.Empty;
        for (int i = 0; i < most && (i < Math.Min(most, 15) || times.Min() >= quiet); i++)
        {
            long start = Stopwatch.GetTimestamp();
            text = generator::NetGen.Generator.Containment.Write(DeclarationReader.Read(type, default), NetworkEmitter.Emit)!.Text;
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return (times.Min(), times.Order().ElementAt(times.Count / 2), text);
    }
}
