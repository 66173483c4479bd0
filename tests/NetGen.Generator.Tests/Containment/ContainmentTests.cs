extern alias generator;

using generator::NetGen.Generator;
using generator::NetGen.Generator.Declaration;
using generator::NetGen.Generator.Emission;
using generator::NetGen.Generator.Graph;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Diagnostics;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.Containment;

/// <summary>An exception of the generator costs the network that it happens at, and no other.</summary>
public sealed class ContainmentTests
{
    private const string Networks = """
        using NetGen;

        [Network(Trace = true), Input(4), Dense(3, Name = "Hidden"), Tanh, Dense(2), MeanSquaredError]
        public sealed partial class Broken;

        [Network, Input(4), Dense(3, Name = "Hidden")]
        public sealed partial class Sound;

        public static class Program
        {
            public static Span<float> Broken(Broken network) => network.HiddenWeights;

            public static Span<float> Sound(Sound network) => network.HiddenWeights;

            public static Trainer<Broken> Trained(Broken network, Optimizer optimizer) => new(network, optimizer);
        }
        """;

    [Fact]
    public void A_network_that_cannot_be_written_is_one_error_at_its_name()
    {
        GeneratorOutcome outcome = GeneratorDriverHarness.Run([Networks], Consumer.Usual, new NetworkGenerator(FailAtBroken));
        Assert.Null(outcome.Exception);
        Assert.Equal(2, outcome.Sources.Length);
        Assert.Empty(outcome.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        Diagnostic found = Assert.Single(AnalyzerHarness.Analyze(outcome.Compilation));
        Assert.Equal("NETGEN100", found.Id);
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.Equal("Broken", found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan));
        string message = found.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains("KeyNotFoundException: \"nothing\" is no key", message, StringComparison.Ordinal);
        Assert.Contains(nameof(FailAtBroken), message, StringComparison.Ordinal);
        Assert.Contains("report it", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_cannot_be_read_has_members_that_throw()
    {
        INamedTypeSymbol type = GeneratorDriverHarness.CreateCompilation(Networks).GetTypeByMetadataName("Broken")!;
        NetworkDeclaration read = DeclarationReader.ReadClass(type, default) with { Failure = "OverflowException: too large" };
        GeneratedFile file = generator::NetGen.Generator.Containment.Write(read, NetworkEmitter.Emit)!;
        Assert.Contains("OverflowException: too large", file.Text, StringComparison.Ordinal);
        Assert.Contains("public void Forward(", file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_generator_is_no_failure()
    {
        NetworkGenerator cancelled = new(_ => throw new OperationCanceledException());
        // What the compiler makes of it is up to the compiler, which asked for it.
        Assert.IsType<OperationCanceledException>(GeneratorDriverHarness.Run([Networks], Consumer.Usual, cancelled).Exception);
    }

    private static string FailAtBroken(Outline outline) => outline.Declaration.Type.Name == "Broken"
        ? throw new KeyNotFoundException("\"nothing\"\n is no key")
        : NetworkEmitter.Emit(outline);
}
