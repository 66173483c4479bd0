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

        IEnumerable<string> generated = type.GetMembers()
            .Where(member => !member.IsImplicitlyDeclared && member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary } && !member.Name.Contains('.'))
            .Select(member => member.Name);
        IEnumerable<string> reserved = Names.Members(outline).Select(member => member.Name).Concat(outline.Layers.SelectMany(Names.Views));
        Assert.Equal(reserved.Distinct().Order(), generated.Distinct().Order());
    }
}
