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
        "[Network, Input(6, 6, 1), Conv2D(3, 3, Bias = false), BatchNorm, Relu, Dropout(0.5), Flatten, Dense(3), Softmax, SparseCategoricalCrossEntropy]",
        "[Network, Input(6, 2), CausalConv1D(4, 2), Gru(4), Dense(2), MeanSquaredError]",
        "[Network, Weights(\"net.safetensors\"), Input(4), Dense(3)]",
    ];

    public static TheoryData<string> Networks => [.. s_networks];

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_reserved_names_are_those_of_the_members_that_are_seen_outside(string network)
    {
        (ISymbol[] generated, string[] reserved) = Names(network);
        Assert.Equal(
            generated.Where(member => member.DeclaredAccessibility != Accessibility.Private).Select(member => member.Name).Distinct().Order(StringComparer.Ordinal),
            reserved.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_private_member_makes_way_for_a_member_of_the_author(string network)
    {
        (ISymbol[] generated, _) = Names(network);
        string[] names = [.. generated.Where(member => member.DeclaredAccessibility == Accessibility.Private).Select(member => member.Name).Distinct()];
        Assert.NotEmpty(names);
        string fields = string.Concat(names.Select(name => $"public string {name} = \"mine\"; "));
        string methods = string.Concat(names.Select(name => $"public void {name}() {{ }} "));
        string types = string.Concat(names.Select(name => $"public class {name}; "));
        AnalyzerHarness.IsSilent($$"""
            using NetGen;
            namespace Fields { {{network}} public partial class Net { {{fields}} } }
            namespace Methods { {{network}} public partial class Net { {{methods}} } }
            namespace Types { {{network}} public partial class Net { {{types}} } }
            namespace Inherited { public class Base { {{fields}} } {{network}} public partial class Net : Base { public string Mine => {{names[0]}}; } }
            """);
    }

    [Theory]
    [InlineData("Run")]
    [InlineData("Facts")]
    [InlineData("Scratch")]
    [InlineData("Phases")]
    public void A_network_may_have_the_name_of_a_private_member(string name) => AnalyzerHarness.IsSilent($$"""
        using NetGen;
        [Network(Trace = true), Input(4), Dense(8), Tanh, Dense(3), MeanSquaredError]
        public partial class {{name}} { public static {{name}} Of() => new(1); }
        """);

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
