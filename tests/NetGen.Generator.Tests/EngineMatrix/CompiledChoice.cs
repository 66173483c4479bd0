using System.Collections.Immutable;
using NetGen.Generator.Tests.Harness;
using NetGen.Generator.Tests.Reference;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>
/// Which random networks are compiled. That statements mean what they should is tested for all networks without the C# compiler, and that
/// schedules keep their order is proved while a network is generated; compiled networks show that kernels compute the statements. So
/// there is a network for each form of kernel in each precision, and a tenth of the others whatever they have. With <c>NETGEN_FULL=1</c>
/// all are compiled.
/// </summary>
internal sealed class CompiledChoice
{
    private readonly Dictionary<Precision, HashSet<string>> _names;

    private CompiledChoice(Dictionary<Precision, HashSet<string>> names) => _names = names;

    /// <summary>Whether a network is compiled in a precision. What is compiled in single precision is in double, too, to be held against it.</summary>
    public bool Has(ReferenceNetwork network, Precision precision) =>
        Chosen(precision).Contains(network.Name) || (precision == Precision.Double && Chosen(Precision.Single).Contains(network.Name));

    private IReadOnlySet<string> Chosen(Precision precision) => _names.TryGetValue(precision, out HashSet<string>? names) ? names : ImmutableHashSet<string>.Empty;

    /// <summary>The choice among the networks of a family, in the precisions that its tests use.</summary>
    public static CompiledChoice Of(IReadOnlyList<ReferenceNetwork> networks, IEnumerable<Precision> precisions) => new(precisions.ToDictionary(
        precision => precision,
        precision => FullRun.IsOn ? [.. networks.Select(network => network.Name)] : Cover(networks, precision)));

    /// <summary>Takes the network with the most forms that no network before it has, until there is one for each; then each tenth of those that are left.</summary>
    private static HashSet<string> Cover(IReadOnlyList<ReferenceNetwork> networks, Precision precision)
    {
        List<(string Name, HashSet<string> Forms)> left = [.. GeneratedTexts.Select(networks, precision, (network, text) => (network.Name, KernelForms.In(text)))];
        HashSet<string> missing = [.. left.SelectMany(network => network.Forms)], names = [];
        while (missing.Count > 0)
        {
            (string Name, HashSet<string> Forms) best = left.MaxBy(network => network.Forms.Count(missing.Contains));
            missing.ExceptWith(best.Forms);
            names.Add(best.Name);
            left.Remove(best);
        }

        names.UnionWith(left.Where((_, place) => place % 10 == 0).Select(network => network.Name));
        return names;
    }
}
