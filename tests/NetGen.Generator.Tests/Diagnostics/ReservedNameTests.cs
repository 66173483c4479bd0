extern alias generator;

using generator::NetGen.Generator.Declaration;
using generator::NetGen.Generator.Graph;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Harness;
using ReservedNames = generator::NetGen.Generator.Diagnostics.Names;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>The names that the rules reserve are those that the generator uses.</summary>
public class ReservedNameTests
{
    /// <summary>Between them, these need everything that a network can: rows and lanes, loops and straight lines, flat and packed parameters, masks and statistics.</summary>
    private static readonly string[] s_networks =
    [
        "[Network, Input(200), Dense(300), PRelu(PerChannel = true), Dense(10, Bias = false, Name = \"Out\"), Softmax, SparseCategoricalCrossEntropy]",
        "[Network(Precision = Precision.Double, Textbook = true), Input(200), Dense(8), Tanh, Dense(3)]",
        "[Network(Trace = true), Input(4), Dense(5), L2(0.1), Tanh, Dense(3), MeanSquaredError]",
        "[Network, Input(4), Input(3), Concat(\"Input1\"), Dense(2, Name = \"A\"), Tanh(Name = \"B\"), Output(\"A\"), MeanSquaredError, Output(\"B\"), Huber]",
        "[Network, Input(6, 6, 1), Conv2D(3, 3), BatchNorm, Relu, Dropout(0.5), Flatten, Dense(3), Softmax, SparseCategoricalCrossEntropy]",
    ];

    public static TheoryData<string> Networks => [.. s_networks];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_generated_member_is_reserved(string network)
    {
        (ISymbol[] generated, string[] reserved) = Names(network);
        // Kernels and the stores of their results take other names where the author has taken theirs.
        Assert.Empty(generated
            .Where(member => member is not IMethodSymbol { DeclaredAccessibility: Accessibility.Private } && !member.Name.EndsWith("Store", StringComparison.Ordinal))
            .Select(member => member.Name)
            .Except(reserved));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_reserved_name_is_generated(string network)
    {
        (ISymbol[] generated, string[] reserved) = Names(network);
        // What only some networks need is reserved in all, and then one of these has it.
        IEnumerable<string> ofOthers = s_networks.SelectMany(other => Names(other).Generated)
            .Where(member => member.DeclaredAccessibility == Accessibility.Private)
            .Select(member => member.Name);
        Assert.Empty(reserved.Except(generated.Select(member => member.Name)).Except(ofOthers));
    }

    private static (ISymbol[] Generated, string[] Reserved) Names(string network)
    {
        INamedTypeSymbol type = GeneratorDriverHarness.Run($$"""
            using NetGen;
            {{network}}
            public partial class Net;
            """).Compilation.GetTypeByMetadataName("Net")!;
        Outline outline = Outline.Of(DeclarationReader.Read(type, default));
        return (
            [.. type.GetMembers().Where(member => !member.IsImplicitlyDeclared && !member.Name.Contains('.') && member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary })],
            [.. ReservedNames.Members(outline).Select(member => member.Name), .. outline.Layers.SelectMany(ReservedNames.Views)]);
    }

    [Theory]
    [InlineData("Dense(3), L2(0.1)", "Penalties")]
    [InlineData("Dense(3), BatchNorm, Tanh", "NewBuffers")]
    public void A_method_without_arguments_is_reserved_where_it_is_generated(string layers, string name)
    {
        string Source(string declared) => $"using NetGen;\n[Network, Input(4), {declared}, Dense(2), MeanSquaredError]\npublic partial class Net {{ public int {{|{name}|}}() => 1; }}\n";
        AnalyzerHarness.Reports("NETGEN112", Source(layers), $"The generated member '{name}' clashes with the one that 'Net' declares");
        AnalyzerHarness.IsSilent(Source("Dense(3), Tanh").Replace("{|", string.Empty, StringComparison.Ordinal).Replace("|}", string.Empty, StringComparison.Ordinal));
    }

    [Fact]
    public void Kernels_make_way_for_members_of_the_class() => AnalyzerHarness.IsSilent("""
        using NetGen;
        [Network, Input(4)]
        [Dense(3), Softmax]
        [SparseCategoricalCrossEntropy]
        public partial class Net
        {
            public string[] Outputs { get; } = ["no", "maybe", "yes"];
            public int LossesAndErrors;
            public void Run(string path) { }
        }
        """);
}
