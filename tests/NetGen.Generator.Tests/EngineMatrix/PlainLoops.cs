using System.Text.RegularExpressions;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>A method of a generated file that runs a statement number by number.</summary>
/// <param name="Method">Its head.</param>
/// <param name="Body">Its statements on one line.</param>
/// <param name="Places">How often a statement of it runs for one sample, at most.</param>
/// <param name="RowLength">The turns of the innermost loop around that statement: how many neighbours it walks at a time.</param>
internal sealed partial record PlainLoops(string Method, string Body, long Places, long RowLength)
{
    /// <summary>Whether it adds up products.</summary>
    public bool IsProduct => Body.Contains("FusedMultiplyAdd", StringComparison.Ordinal);

    /// <summary>Whether it reads or writes where an index tells.</summary>
    public bool IsIndexed => Body.Contains("(nint)(", StringComparison.Ordinal);

    /// <summary>All of a generated file.</summary>
    public static IEnumerable<PlainLoops> In(string text)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].EndsWith("in plain loops: no faster form fits.</summary>", StringComparison.Ordinal))
                continue;
            // The summary, an attribute, the head.
            int head = i + 2;
            string indent = lines[head][..Depth(lines[head])];
            int start = Array.IndexOf(lines, indent + "{", head), end = Array.IndexOf(lines, indent + "}", start);
            yield return Of(lines[head].Trim(), lines[(start + 1)..end]);
        }
    }

    private static PlainLoops Of(string head, string[] body)
    {
        Stack<(int Depth, long Turns)> loops = [];
        long places = 0, row = 1;
        foreach (string line in body.Where(line => line.Trim() is not ("" or "{" or "}")))
        {
            while (loops.Count > 0 && loops.Peek().Depth >= Depth(line))
                loops.Pop();
            if (Loop().Match(line) is { Success: true } loop)
            {
                long turns = long.TryParse(loop.Groups[1].Value, out long count) ? count : 1;
                loops.Push((Depth(line), turns));
            }
            else if (loops.Aggregate(1L, (product, each) => product * each.Turns) is var here && here >= places)
            {
                places = here;
                row = loops.Count == 0 ? 1 : loops.Peek().Turns;
            }
        }

        return new PlainLoops(head, string.Join(" ", body.Select(line => line.Trim())), places, row);
    }

    private static int Depth(string line) => line.Length - line.TrimStart().Length;

    [GeneratedRegex(@"^ *for \(nint \w+ = 0; \w+ < (\w+); ")]
    private static partial Regex Loop();
}
