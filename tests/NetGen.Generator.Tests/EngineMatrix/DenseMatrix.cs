using System.Reflection;
using NetGen.Generator.Tests.Harness;
using NetGen.Generator.Tests.Reference;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>The random dense networks, each compiled in both precisions with its textbook class: one compilation for all.</summary>
internal static class DenseMatrix
{
    private static readonly Lazy<Assembly> Compiled = new(() => GeneratorDriverHarness.Compile(Declarations(), analyzeNullability: false));

    /// <summary>Runs <paramref name="check"/> on every network, and fails with all that it finds.</summary>
    public static void ForEach(Precision precision, Action<DenseCase> check)
    {
        List<string> failures = [];
        foreach (ReferenceNetwork reference in ReferenceNetwork.All)
        {
            List<string> found = Check(reference, precision, check);
            if (found.Count > 0)
                failures.Add(string.Join(Environment.NewLine, found.Prepend($"{reference.Name}, batch {reference.Batch}").Append(reference.Attributes)));
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {ReferenceNetwork.All.Count} networks fail in {precision}:{Environment.NewLine}{string.Join(Environment.NewLine, failures.Take(15))}");
    }

    private static List<string> Check(ReferenceNetwork reference, Precision precision, Action<DenseCase> check)
    {
        Type type = Compiled.Value.GetType($"{precision}.{reference.Name}", throwOnError: true)!;
        List<string> failures = [];
        try
        {
            check(new DenseCase(reference, precision, CompiledNetwork.Create(type), failures));
        }
        catch (Exception exception)
        {
            failures.Add($"    threw {exception}");
        }

        return failures;
    }

    private static IEnumerable<string> Declarations() =>
        from reference in ReferenceNetwork.All
        from precision in new[] { Precision.Single, Precision.Double }
        select $$"""
            using NetGen;
            namespace {{precision}};

            [Network(Precision = Precision.{{precision}}, Textbook = true)]
            {{reference.Attributes}}
            public sealed partial class {{reference.Name}};
            """;
}
