extern alias generator;

using generator::NetGen.Generator.Declaration;
using generator::NetGen.Generator.Graph;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Harness;
using Names = generator::NetGen.Generator.Diagnostics.Names;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>The names that the rules reserve are those that the generator uses.</summary>
public class ReservedNameTests
{
    /// <summary>Reserved in every network, although only those with convolutions, statistics or masks have them.</summary>
    private static readonly string[] s_ofLanes =
    [
        "InferenceGroup", "TrainingPerSample", "TrainingElements", "PartialLength", "TrainingSums", "TrainingPartials", "MaskElements", "_buffers", "NewBuffers", "UpdateBuffers", "LossStatistics",
    ];

    /// <summary>Reserved in every network, although those with convolutions do without.</summary>
    private static readonly string[] s_ofRows = ["_hasSlack", "Scratch", "PackForInputs", "ForwardLayers", "BackwardLayers", "InferOne"];

    [Fact]
    public void Names_that_some_networks_lack_are_generated_for_others()
    {
        INamedTypeSymbol type = GeneratorDriverHarness.Run("""
            using NetGen;
            [Network, Input(6, 6, 1)]
            [Conv2D(3, 3), BatchNorm, Relu, Dropout(0.5), Flatten, Dense(3), Softmax, SparseCategoricalCrossEntropy]
            public partial class Net;
            """).Compilation.GetTypeByMetadataName("Net")!;
        Assert.Empty(s_ofLanes.Except(type.GetMembers().Select(member => member.Name)));
    }

    [Theory]
    [InlineData("Precision = Precision.Single", "Dense(300), PRelu(PerChannel = true), Dense(10, Bias = false, Name = \"Out\"), Softmax, SparseCategoricalCrossEntropy")]
    [InlineData("Precision = Precision.Double, Textbook = true", "Dense(8), Tanh, Dense(3)")]
    public void Every_generated_member_is_reserved_and_every_reserved_one_is_generated(string network, string layers)
    {
        INamedTypeSymbol type = GeneratorDriverHarness.Run($$"""
            using NetGen;
            [Network({{network}}), Input(200), {{layers}}]
            public partial class Net;
            """).Compilation.GetTypeByMetadataName("Net")!;
        Outline outline = Outline.Of(DeclarationReader.Read(type, default));

        ISymbol[] generated = [.. type.GetMembers().Where(member => !member.IsImplicitlyDeclared && !member.Name.Contains('.') && member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary })];
        string[] reserved = [.. Names.Members(outline).Select(member => member.Name), .. outline.Layers.SelectMany(Names.Views)];
        Assert.Empty(reserved.Except(s_ofLanes).Except(s_ofRows).Except(generated.Select(member => member.Name)));
        // Kernels and the stores of their results take other names where the author has taken theirs.
        Assert.Empty(generated
            .Where(member => member is not IMethodSymbol { DeclaredAccessibility: Accessibility.Private } && !member.Name.EndsWith("Store", StringComparison.Ordinal))
            .Select(member => member.Name)
            .Except(reserved));
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
