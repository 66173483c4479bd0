using System.Text.RegularExpressions;

namespace NetGen.Docs.Tests;

/// <summary>A block of C# on a page.</summary>
/// <param name="Line">The line of the page at which it begins.</param>
/// <param name="Code">The program.</param>
/// <param name="Output">What the next block says that it prints; null where none follows.</param>
internal sealed partial record CodeBlock(int Line, string Code, string? Output)
{
    /// <summary>The blocks of a page in order.</summary>
    public static IEnumerable<CodeBlock> Of(string page)
    {
        MatchCollection fences = Fence().Matches(page);
        for (int i = 0; i < fences.Count; i++)
        {
            if (fences[i].Groups["language"].Value != "csharp")
                continue;
            int line = page.AsSpan(0, fences[i].Index).Count('\n') + 1;
            string? output = i + 1 < fences.Count && fences[i + 1].Groups["language"].Value == "text" ? fences[i + 1].Groups["code"].Value : null;
            yield return new CodeBlock(line, fences[i].Groups["code"].Value, output);
        }
    }

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
