using System.Text.RegularExpressions;
using NetGen.Generator.Tests.Harness;
using NetGen.Generator.Tests.Reference;

namespace NetGen.Generator.Tests.Snapshots;

/// <summary>What holds of every line that is ever generated: the engine matrix in both precisions, and the networks of the snapshots.</summary>
public sealed partial class TextRuleTests
{
    private const int LongestLine = 260;

    private static readonly Lazy<IReadOnlyList<(string Name, string Text)>> Files = new(() =>
    [
        .. from outcome in new[] { GeneratorDriverHarness.Run(Declarations()) }
           from source in outcome.Sources
           select (source.HintName, source.SourceText.ToString()),
    ]);

    [Fact]
    public void Lines_end_with_a_line_feed_and_nothing_before_it() => ForEachLine((line, _) =>
        line.Contains('\r', StringComparison.Ordinal) ? "a carriage return" : line.EndsWith(' ') || line.EndsWith('\t') ? "trailing space" : null);

    [Fact]
    public void No_line_is_too_long_to_read() => ForEachLine((line, _) =>
        line.Length > LongestLine ? $"{line.Length} characters" : null);

    [Fact]
    public void No_two_lines_in_a_row_are_empty()
    {
        foreach ((string name, string text) in Files.Value)
        {
            Assert.False(text.Contains("\n\n\n", StringComparison.Ordinal), $"{name} has two empty lines in a row");
            Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Whatever_has_other_bits_elsewhere_stays_out_of_the_vector_code() => ForEachLine((line, isTextbook) =>
        !isTextbook && Banned().Match(Code(line)) is { Success: true } match ? $"{match.Value} is banned" : null);

    [Fact]
    public void Names_carry_roles() => ForEachLine((line, _) =>
        Numbered().Match(Code(line)) is { Success: true } match ? $"the name {match.Value} says nothing" : null);

    [Theory]
    [InlineData("Vector.Sum(x)", true)]
    [InlineData("MathF.Exp(x)", true)]
    [InlineData("Math.Pow(x, 2)", true)]
    [InlineData("Vector.MultiplyAddEstimate(x, y, z)", true)]
    [InlineData("Math.Min(batch, 6)", false)]
    [InlineData("Math.Abs(x) + VectorMath.Exp(x) + VectorMath.Log(x)", false)]
    [InlineData("Vector.FusedMultiplyAdd(x, y, z)", false)]
    public void The_ban_means_what_it_says(string line, bool banned) => Assert.Equal(banned, Banned().IsMatch(line));

    private static string Code(string line) => line.Split("//")[0];

    private static void ForEachLine(Func<string, bool, string?> find)
    {
        List<string> found = [];
        foreach ((string name, string text) in Files.Value)
        {
            bool isTextbook = false;
            foreach ((string line, int index) in text.Split('\n').Select((line, index) => (line, index)))
            {
                // It is the last member of the class.
                isTextbook |= line.TrimStart() == "public static class Textbook";
                if (find(line, isTextbook) is { } problem)
                    found.Add($"{name}, line {index + 1}: {problem}: {line.Trim()}");
            }
        }

        Assert.True(found.Count == 0, $"{found.Count} lines:{Environment.NewLine}{string.Join(Environment.NewLine, found.Take(20))}");
    }

    private static IEnumerable<string> Declarations() => SnapshotNetworks.All.Values.Concat(
        from reference in ReferenceNetwork.All.Concat(ReferenceNetwork.Normalized)
        from precision in new[] { Precision.Single, Precision.Double }
        select $$"""
            using NetGen;
            namespace {{precision}};
            [Network(Precision = Precision.{{precision}}, Textbook = true, Trace = true)]
            {{reference.Attributes}}
            public sealed partial class {{reference.Name}};
            """);

    // Vector.Sum and Dot add in an order of the machine's; the rest rounds as the machine or the base library likes.
    [GeneratedRegex(@"\b(MultiplyAddEstimate|Vector\.Sum|Vector\.Dot|MaxNative|MinNative|Reciprocal\w*Estimate|ReciprocalEstimate|TensorPrimitives|System\.Random|Random\.Shared|new Random)\b|\bMathF?\.(A?(Sin|Cos|Tan)h?|Atan2|SinCos|Cbrt|Exp|Exp2|Log|Log2|Log10|Log1P|Pow|ScaleB|FusedMultiplyAdd)\b|\bunsafe\b")]
    private static partial Regex Banned();

    [GeneratedRegex(@"\b(t|tmp|temp|v|x|var)\d+\b")]
    private static partial Regex Numbered();
}
