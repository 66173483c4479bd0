using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>Rows keep apart inside one kernel.</summary>
public sealed class RowNameTests
{
    // One pool is computed and used up in registers, the other is read back from memory, and both are called alike.
    [Fact]
    public void Two_rows_of_one_kind_are_not_mistaken_for_each_other_where_one_stays_in_registers()
    {
        CompiledNetwork network = CompiledNetwork.Create(GeneratorDriverHarness.Compile(
        [
            """
            using NetGen;
            [Network(Precision = Precision.Double, Textbook = true)]
            [Input(1, 1, 3)]
            [Conv2D(6, 1)]
            [AvgPool2D(1), Mish]
            [GlobalAvgPool, Linear]
            [Huber(0.25)]
            public sealed partial class TwoPools;
            """,
        ]).GetType("TwoPools", throwOnError: true)!);
        double[] inputs = [0.5, -0.25, 1, -0.75, 0.125, 0.375], targets = [.. Enumerable.Range(0, 12).Select(i => (i - 5) / 8.0)];
        double[] got = network.LossAndGradient(inputs, targets).Parameters, expected = network.TextbookLossAndGradient(inputs, targets).Parameters;
        Assert.All(got.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-14));
    }
}
