using System.Globalization;
using System.Reflection;
using NetGen.Generator.Tests.Harness;
using NetGen.Generator.Tests.Reference;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>The random networks, each compiled in both precisions (of the graphs and the recurrent ones most in double alone) with its textbook class, and its trace where every layer is written in the network: one compilation for all of a family.</summary>
internal static class NetworkMatrix
{
    private static readonly Lazy<Assembly> Dense = new(() => Compile(ReferenceNetwork.Dense));
    private static readonly Lazy<Assembly> Convolutional = new(() => Compile(ReferenceNetwork.Convolutional));
    private static readonly Lazy<Assembly> Normalized = new(() => Compile(ReferenceNetwork.Normalized));
    private static readonly Lazy<Assembly> Recurrent = new(() => Compile(ReferenceNetwork.Recurrent));
    private static readonly Lazy<Assembly> Graphs = new(() => Compile(ReferenceNetwork.Graphs, trace: false));

    /// <summary>Runs <paramref name="check"/> on every network of a family, and fails with all that it finds.</summary>
    public static void ForEach(NetworkFamily family, Precision precision, Action<MatrixCase> check)
    {
        (IReadOnlyList<ReferenceNetwork> networks, Lazy<Assembly> compiled) = family switch
        {
            NetworkFamily.Dense => (ReferenceNetwork.Dense, Dense),
            NetworkFamily.Convolutional => (ReferenceNetwork.Convolutional, Convolutional),
            NetworkFamily.Normalized => (ReferenceNetwork.Normalized, Normalized),
            NetworkFamily.Graphs => (ReferenceNetwork.Graphs, Graphs),
            _ => (ReferenceNetwork.Recurrent, Recurrent),
        };
        List<string> failures = [];
        foreach (ReferenceNetwork reference in networks.Where(reference => Has(reference, precision)))
        {
            List<string> found = Check(compiled.Value, reference, precision, check);
            if (found.Count > 0)
                failures.Add(string.Join(Environment.NewLine, found.Prepend($"{reference.Name}, batch {reference.Batch}").Append(reference.Attributes)));
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {networks.Count} networks fail in {precision}:{Environment.NewLine}{string.Join(Environment.NewLine, failures.Take(15))}");
    }

    private static List<string> Check(Assembly compiled, ReferenceNetwork reference, Precision precision, Action<MatrixCase> check)
    {
        CompiledNetwork Create(Precision own) => CompiledNetwork.Create(compiled.GetType($"{own}.{reference.Name}", throwOnError: true)!);
        List<string> failures = [];
        try
        {
            check(new MatrixCase(reference, precision, Create, failures));
        }
        catch (Exception exception)
        {
            failures.Add($"    threw {exception}");
        }

        return failures;
    }

    /// <summary>Graphs and recurrent networks are many and their code is long: a quarter of them is compiled in single precision, too.</summary>
    private static bool Has(ReferenceNetwork reference, Precision precision) =>
        reference is { TargetParts: null, Sequence: null } || precision == Precision.Double || int.Parse(reference.Name.AsSpan(^3), CultureInfo.InvariantCulture) / 4 % 4 == 0;

    private static Assembly Compile(IEnumerable<ReferenceNetwork> networks, bool trace = true) => GeneratorDriverHarness.Compile(
        from reference in networks
        from precision in new[] { Precision.Single, Precision.Double }
        where Has(reference, precision)
        select $$"""
            using NetGen;
            namespace {{precision}};

            [Network(Precision = Precision.{{precision}}, Textbook = true, Trace = {{(trace ? "true" : "false")}})]
            {{reference.Attributes}}
            public sealed partial class {{reference.Name}};
            {{reference.Blocks}}
            """,
        analyzeNullability: false);
}
