extern alias generator;

using generator::NetGen.Generator.Emission;

namespace NetGen.Generator.Tests.Snapshots;

/// <summary>Where a line that is too long to read is broken.</summary>
public sealed class LineBreakTests
{
    private static readonly string Many = string.Join(", ", Enumerable.Repeat("Add(ref memory, 3)", 12));

    [Fact]
    public void A_short_line_stays_whole() => Check("    Call(one, two);\n// remark\n", "    Call(one, two);\n// remark\n");

    [Fact]
    public void A_call_is_broken_between_its_arguments()
    {
        string[] lines = LineBreaks.Apply($"    Call({Many});\n").Split('\n');
        Assert.StartsWith("    Call(Add(ref memory, 3), ", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("Add(ref memory, 3),", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("        Add(ref memory, 3), ", lines[1], StringComparison.Ordinal);
        Assert.Equal($"Call({Many});", $"{lines[0].Trim()} {lines[1].Trim()}");
    }

    [Fact]
    public void Neither_type_arguments_nor_text_are_broken()
    {
        string types = $"Map<One, Two> Call({Many}) => a > b;\n", text = $"Throw(one, \"{Many}\");\n";
        Assert.StartsWith("Map<One, Two> Call(Add(ref memory, 3), Add", LineBreaks.Apply(types), StringComparison.Ordinal);
        Check(text, text.Replace("one, ", "one,\n    ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_remark_is_broken_between_words_and_keeps_its_place()
    {
        string[] lines = LineBreaks.Apply($"    //     {string.Join(' ', Enumerable.Repeat("word", 50))}\n").Split('\n');
        Assert.All(lines[..^1], line => Assert.StartsWith("    //     word", line, StringComparison.Ordinal));
        Assert.Equal(50, lines.Sum(line => line.Split("word").Length - 1));
    }

    private static void Check(string text, string expected) => Assert.Equal(expected, LineBreaks.Apply(text));
}
