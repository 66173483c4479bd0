using System.Text.RegularExpressions;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>
/// The forms of kernels in a generated file, from what their summaries say: what kind of statement, how many are fused, whether it adds,
/// along what its vectors lie, and of each number only whether it is 1, whole vectors of 16 or of 8, or leaves a rest. Names of layers and
/// formulas of elements are left out: the functions are tested by themselves, and the statements by the interpreter.
/// </summary>
internal static partial class KernelForms
{
    /// <summary>The forms in a file, each once.</summary>
    public static HashSet<string> In(string text) => [.. SummaryLine().Matches(text).Select(match => FormOf(match.Groups[1].Value)).OfType<string>()];

    private static string? FormOf(string summary)
    {
        if (summary.Contains("row-major", StringComparison.Ordinal) || summary.StartsWith("The numbers of", StringComparison.Ordinal))
            return null;
        string form = Formula().Match(summary) is { Success: true } formula ? Outline(formula) : Applied().Replace(summary, match => $"Applied {Count(match.Value)}");
        return Number().Replace(Name().Replace(form, "L"), match => Size(int.Parse(match.ValueSpan, System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <summary>A formula without its elements: what it folds, whether it adds, and where it runs.</summary>
    private static string Outline(Match formula)
    {
        string statements = formula.Groups[1].Value;
        IEnumerable<string> facts = new[] { "sum of", "max of", "place", "+=", "?" }.Where(fact => statements.Contains(fact, StringComparison.Ordinal));
        return $"{Count(statements)} statements, {string.Join(' ', facts)}, {formula.Groups[2].Value}";
    }

    private static string Count(string statements) => Math.Min(3, statements.Count(letter => letter == ';') + 1) switch { 1 => "one", 2 => "two", _ => "more" };

    private static string Size(int number) => number == 1 ? "1" : number % 16 == 0 ? "16n" : number % 8 == 0 ? "8n" : "rest";

    [GeneratedRegex("/// <summary>(.*)</summary>")]
    private static partial Regex SummaryLine();

    [GeneratedRegex(@"^(.* \+?= .*), ((?:along rows|sample by sample|a sample in each lane|for one sample|in plain loops|with vectors|once)[^;]*)$")]
    private static partial Regex Formula();

    [GeneratedRegex("Applied to each sum on its way to memory: .*")]
    private static partial Regex Applied();

    [GeneratedRegex(@"\b\w*[A-Za-z]\d+\w*\b|<c>\w+</c>")]
    private static partial Regex Name();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
