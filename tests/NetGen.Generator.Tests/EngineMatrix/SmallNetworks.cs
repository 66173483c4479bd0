using System.Reflection;
using System.Runtime.CompilerServices;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>What tests of networks given by their attributes have in common.</summary>
internal static class SmallNetworks
{
    /// <summary>The network in both number types, with its textbook code.</summary>
    public static (CompiledNetwork Double, CompiledNetwork Single) Compile(string layers)
    {
        Assembly assembly = GeneratorDriverHarness.Compile(
        [
            $$"""
            using NetGen;
            [Network(Precision = Precision.Double, Textbook = true)]
            {{layers}}
            public sealed partial class Wide;
            [Network(Textbook = true)]
            {{layers}}
            public sealed partial class Narrow;
            """,
        ]);
        return (CompiledNetwork.Create(assembly.GetType("Wide", throwOnError: true)!), CompiledNetwork.Create(assembly.GetType("Narrow", throwOnError: true)!));
    }

    /// <summary>Numbers from -1 to 1.</summary>
    public static double[] Numbers(ulong seed, int count)
    {
        var random = new CounterRandom(seed);
        return [.. Enumerable.Range(0, count).Select(i => (2 * (double)random.UniformSingle((ulong)i)) - 1)];
    }

    /// <summary>Compares two tensors, relative to the largest number of the expected one.</summary>
    public static void Agree(string name, double tolerance, double[] got, double[] expected, [CallerArgumentExpression(nameof(got))] string what = "")
    {
        Assert.Equal(expected.Length, got.Length);
        double error = got.Zip(expected).Max(pair => Math.Abs(pair.First - pair.Second)) / Math.Max(expected.Max(Math.Abs), 1e-7);
        Assert.True(error <= tolerance, $"{name}: {what} {error}");
    }
}
