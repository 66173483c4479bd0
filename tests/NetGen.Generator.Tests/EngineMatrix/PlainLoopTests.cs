using NetGen.Generator.Tests.Harness;
using NetGen.Generator.Tests.Reference;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>Statements that run number by number on rows: only those for which vectors would do nothing.</summary>
public sealed class PlainLoopTests
{
    /// <summary>A product, sum or map that large is a good part of a step.</summary>
    private const int Large = 1000;

    /// <summary>An axis with fewer places fills no vector.</summary>
    private const int ShortestVector = 4;

    public static TheoryData<NetworkFamily> Families => [.. Enum.GetValues<NetworkFamily>()];

    public static TheoryData<string> Joined =>
    [
        "[Input(128)] [Dense(128), Relu(Name = \"stem\")] [Dense(128), Add(\"stem\")] [Relu] [Dense(2)] [MeanSquaredError]",
        "[Input(128)] [Dense(128), Relu(Name = \"a\")] [Dense(128, From = \"Input\"), Relu] [Concat(\"a\")] [Dense(2)] [MeanSquaredError]",
        "[Input(128)] [Dense(128), Relu(Name = \"body\")] [Dense(64), Softmax(Name = \"policy\")] [Dense(1, From = \"body\", Name = \"value\")] [Output(\"policy\"), CategoricalCrossEntropy] [Output(\"value\"), MeanSquaredError]",
        "[Input(100, Name = \"l\")] [Input(60, Name = \"r\")] [Dense(128), Tanh(Name = \"re\")] [Dense(128, From = \"l\"), Tanh, Multiply(\"re\"), Concat(\"l\", \"re\")] [Dense(128), Add(\"re\")] [Dense(3)] [MeanSquaredError]",
        "[Input(40)] [Dense(2000), PRelu] [Dense(2000), PRelu(PerChannel = true), Add(\"PRelu1\")] [Dense(4)] [Huber(0.5)]",
        "[Input(1200, 16)] [Gru(20, ReturnSequence = true)] [Dense(24), Softmax] [CategoricalCrossEntropy]",
        "[Input(1200, 16)] [Gru(20, ReturnSequence = true)] [Dense(24)] [MeanSquaredError]",
    ];

    [Theory]
    [MemberData(nameof(Families))]
    public void No_statement_of_the_random_networks_runs_number_by_number_without_a_reason(NetworkFamily family)
    {
        string[] found =
        [
            .. GeneratedTexts.Select(NetworkMatrix.All(family), Precision.Single, (reference, text) =>
                PlainLoops.In(text).Where(loops => ReasonFor(loops) is null).Select(loops => $"{reference.Name}: {loops.Body}").ToArray()).SelectMany(found => found),
        ];
        Assert.True(found.Length == 0, $"{found.Length} statements:{Environment.NewLine}{string.Join(Environment.NewLine, found.Take(20))}");
    }

    [Theory]
    [MemberData(nameof(Joined))]
    public void Wide_layers_with_joins_sequences_and_several_outputs_have_no_large_plain_loops(string layers) =>
        Assert.DoesNotContain(PlainLoops.In(Generate($"{layers}\npublic sealed partial class Wide;")), loops => loops.Places > Large && !loops.IsIndexed);

    /// <summary>Why a statement has no vectors; null where it should have.</summary>
    private static string? ReasonFor(PlainLoops loops) => loops switch
    {
        { IsProduct: true } => null,
        { IsIndexed: true } => "an index tells where to read or write, one number at a time",
        { RowLength: < ShortestVector } => "what it walks are rows shorter than a vector",
        _ => null,
    };

    private static string Generate(string network) => GeneratorDriverHarness.Run($"using NetGen;\n[Network]\n{network}").SingleText;
}
