extern alias generator;

using generator::NetGen.Generator.Declaration;
using generator::NetGen.Generator.Emission;
using generator::NetGen.Generator.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Tests.Harness;
using NetGen.Generator.Tests.Reference;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>The generated files of random networks, which nothing compiles: a few milliseconds each.</summary>
internal static class GeneratedTexts
{
    /// <summary>Something of each network's file, in the order of the networks.</summary>
    public static T[] Select<T>(IReadOnlyList<ReferenceNetwork> networks, Precision precision, Func<ReferenceNetwork, string, T> select)
    {
        CSharpCompilation compilation = Declare(networks, precision);
        return [.. networks.AsParallel().AsOrdered().Select(network => select(network, TextOf(compilation.GetTypeByMetadataName(network.Name)!)))];
    }

    /// <summary>The declarations of networks, without their generated halves.</summary>
    public static CSharpCompilation Declare(IReadOnlyList<ReferenceNetwork> networks, Precision precision) =>
        GeneratorDriverHarness.CreateCompilation(networks.Select(network =>
            $"using NetGen;\n[Network(Precision = Precision.{precision})]\n{network.Attributes}\npublic sealed partial class {network.Name};\n{network.Blocks}"));

    private static string TextOf(INamedTypeSymbol type) => NetworkEmitter.Emit(Outline.Of(DeclarationReader.Read(type, default)));
}
