using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.Snapshots;

/// <summary>
/// Whole generated files, kept so that whoever changes the generator reads what has become of them. With
/// <c>NETGEN_ACCEPT_SNAPSHOTS=1</c> in the environment the files are rewritten instead of compared; the difference is then reviewed like
/// any other code.
/// </summary>
public sealed class GeneratedFileTests
{
    public static TheoryData<string> Networks => [.. SnapshotNetworks.All.Keys];

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_network_generates_this_file(string network) =>
        Snapshot.Match(GeneratorDriverHarness.Run(SnapshotNetworks.All[network]).SingleText, network);

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_file_compiles_without_a_warning_and_runs(string network)
    {
        Type type = GeneratorDriverHarness.Compile([SnapshotNetworks.All[network]]).GetTypes().Single(type => type.Name == network);
        if (type.IsGenericTypeDefinition)
            type = type.MakeGenericType(typeof(int));
        CompiledNetwork compiled = CompiledNetwork.Create(type);
        Assert.All(compiled.Forward(new double[compiled.InputSize]), output => Assert.True(double.IsFinite(output)));
    }
}
