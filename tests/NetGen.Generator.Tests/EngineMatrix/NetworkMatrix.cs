using System.Reflection;
using NetGen.Generator.Tests.Harness;
using NetGen.Generator.Tests.Reference;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>The random networks that are compiled (see <see cref="CompiledChoice"/>), with their textbook classes, and their trace where every layer is written in the network: one compilation for all of a family.</summary>
internal static class NetworkMatrix
{
    private static readonly Dictionary<NetworkFamily, Family> s_families = new()
    {
        [NetworkFamily.Dense] = new(ReferenceNetwork.Dense, trace: true),
        [NetworkFamily.Convolutional] = new(ReferenceNetwork.Convolutional, trace: true),
        [NetworkFamily.Normalized] = new(ReferenceNetwork.Normalized, trace: true),
        [NetworkFamily.JoinedNormalized] = new(ReferenceNetwork.JoinedNormalized, trace: false),
        [NetworkFamily.Graphs] = new(ReferenceNetwork.Graphs, trace: false),
        [NetworkFamily.Outputs] = new(ReferenceNetwork.SeveralOutputs, trace: false, textbook: false, precisions: Precision.Double),
        [NetworkFamily.Recurrent] = new(ReferenceNetwork.Recurrent, trace: true),
        [NetworkFamily.Cells] = new(ReferenceNetwork.Cells, trace: true),
    };

    /// <summary>The networks with several outputs, and beside each a class that calls its typed members.</summary>
    public static Assembly OfOutputs => s_families[NetworkFamily.Outputs].Assembly;

    /// <summary>The networks of a family, compiled: for another process.</summary>
    public static byte[] Image(NetworkFamily family) => s_families[family].Image;

    /// <summary>All networks of a family, whether they are compiled or not.</summary>
    public static IReadOnlyList<ReferenceNetwork> All(NetworkFamily family) => s_families[family].Networks;

    /// <summary>Runs <paramref name="check"/> on every compiled network of a family, and fails with all that it finds.</summary>
    public static void ForEach(NetworkFamily family, Precision precision, Action<MatrixCase> check) =>
        ForEach(s_families[family].Networks, s_families[family].Assembly, precision, check);

    /// <summary>Runs <paramref name="check"/> on every network of a family that another process has compiled.</summary>
    public static void ForEach(NetworkFamily family, byte[] image, Precision precision, Action<MatrixCase> check) =>
        ForEach(s_families[family].Networks, Assembly.Load(image), precision, check);

    private static void ForEach(IReadOnlyList<ReferenceNetwork> networks, Assembly compiled, Precision precision, Action<MatrixCase> check)
    {
        List<string> failures = [];
        int count = 0;
        foreach (ReferenceNetwork reference in networks.Where(reference => compiled.GetType(ClassOf(reference, precision)) is not null))
        {
            List<string> found = Check(compiled, reference, precision, check);
            count++;
            if (found.Count > 0)
                failures.Add(string.Join(Environment.NewLine, found.Prepend($"{reference.Name}, batch {reference.Batch}").Append(reference.Attributes)));
        }

        Assert.True(count > 0, $"No network was compiled in {precision}.");
        Assert.True(failures.Count == 0, $"{failures.Count} of {count} networks fail in {precision}:{Environment.NewLine}{string.Join(Environment.NewLine, failures.Take(15))}");
    }

    private static string ClassOf(ReferenceNetwork reference, Precision precision) => $"{precision}.{reference.Name}";

    private static List<string> Check(Assembly compiled, ReferenceNetwork reference, Precision precision, Action<MatrixCase> check)
    {
        CompiledNetwork Create(Precision own) => CompiledNetwork.Create(compiled.GetType(ClassOf(reference, own), throwOnError: true)!);
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

    private static byte[] Compile(IReadOnlyList<ReferenceNetwork> networks, CompiledChoice choice, bool trace, bool textbook) => GeneratorDriverHarness.CompileImage(
        from reference in networks
        from precision in new[] { Precision.Single, Precision.Double }
        where choice.Has(reference, precision)
        select $$"""
            using NetGen;
            namespace {{precision}};

            [Network(Precision = Precision.{{precision}}, Textbook = {{(textbook ? "true" : "false")}}, Trace = {{(trace ? "true" : "false")}})]
            {{reference.Attributes}}
            public sealed partial class {{reference.Name}};
            {{reference.Blocks}}
            {{TypedCalls.Of(reference)}}
            """,
        analyzeNullability: false);

    /// <summary>Networks that are tested together, compiled when the first test asks for them.</summary>
    private sealed class Family(IReadOnlyList<ReferenceNetwork> networks, bool trace, bool textbook = true, params Precision[] precisions)
    {
        private readonly Lazy<byte[]> _image = new(() => Compile(networks, CompiledChoice.Of(networks, precisions.Length == 0 ? Enum.GetValues<Precision>() : precisions), trace, textbook));
        private Assembly? _assembly;

        public IReadOnlyList<ReferenceNetwork> Networks => networks;

        public byte[] Image => _image.Value;

        public Assembly Assembly => LazyInitializer.EnsureInitialized(ref _assembly, () => Assembly.Load(Image))!;
    }
}
