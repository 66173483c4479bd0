using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.Functions;

/// <summary>The longest methods that are read make code of a bounded length: derivatives share what they have in common.</summary>
public sealed class LongFunctionTests
{
    private const int LongestFile = 400_000;

    public static TheoryData<string, string> Methods => new()
    {
        { "product", string.Concat(Enumerable.Repeat("y = (x + y) * 0.5f; y = y * x + 1; ", 30)) },
        { "chain", string.Concat(Enumerable.Repeat("y = MathF.Sin(y * x) + 0.5f; ", 48)) },
        { "quotients", string.Concat(Enumerable.Repeat("y = 1 / (1 + x / y); ", 40)) },
        { "choices", string.Concat(Enumerable.Repeat("y = x > 0 ? y : x + y; ", 5)) },
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_long_method_makes_no_endless_file(string name, string steps)
    {
        GeneratorOutcome outcome = GeneratorDriverHarness.Run($$"""
            using System;
            using NetGen;
            [Network, Input(4), Dense(8), Activation(nameof(F)), Dense(2), MeanSquaredError]
            public partial class Net
            {
                static float F(float x) { float y = x; {{steps}} return y; }
            }
            """);
        Assert.Null(outcome.Exception);
        string text = outcome.Sources.Single().SourceText.ToString();
        Assert.DoesNotContain("was built with", text, StringComparison.Ordinal);
        Assert.True(text.Length < LongestFile, FormattableString.Invariant($"{name} makes {text.Length} characters"));
    }
}
