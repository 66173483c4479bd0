using System.Text;

namespace NetGen.Generator.Emission;

/// <summary>
/// Breaks lines that are too long to read: code behind a comma or before an operator, as far out in its parentheses as
/// can be, comments between words. Whoever writes code need not think of its width.
/// </summary>
internal static class LineBreaks
{
    private const int Width = 180;

    public static string Apply(string text)
    {
        StringBuilder broken = new(text.Length + (text.Length / 16));
        int start = 0;
        for (int end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n', start))
        {
            if (end - start <= Width)
                broken.Append(text, start, end + 1 - start);
            else
                Break(text.Substring(start, end - start), broken);
            start = end + 1;
        }

        return broken.Append(text, start, text.Length - start).ToString();
    }

    private static void Break(string line, StringBuilder broken)
    {
        string code = line.TrimStart(), indentation = line.Substring(0, line.Length - code.Length);
        string words = code.TrimStart('/').TrimStart();
        bool isComment = code.StartsWith("//", StringComparison.Ordinal);
        string continuation = isComment ? indentation + code.Substring(0, code.Length - words.Length) : indentation + "    ";
        while (line.Length > Width && (isComment ? LastSpace(line, continuation.Length) : OutermostBreak(line, continuation.Length)) is var at and > 0)
        {
            broken.Append(line, 0, at).Append('\n');
            line = continuation + line.Substring(at + 1);
        }

        broken.Append(line).Append('\n');
    }

    private static int LastSpace(string line, int from)
    {
        int space = line.LastIndexOf(' ', Width);
        return space > from ? space : 0;
    }

    /// <summary>The last space before the width, behind a comma or before an operator, that stands in as few parentheses as any; 0 if there is none.</summary>
    private static int OutermostBreak(string line, int from)
    {
        int depth = 0, best = 0, bestDepth = int.MaxValue;
        bool isText = false;
        for (int i = 0; i < Width; i++)
        {
            switch (line[i])
            {
                case '"':
                    isText = !isText;
                    break;
                case '(' or '[':
                    depth++;
                    break;
                case ')' or ']':
                    depth--;
                    break;
                // The brackets of type arguments touch a name; a comparison stands between spaces.
                case '<' when char.IsLetterOrDigit(line[i - 1]):
                    depth++;
                    break;
                case '>' when line[i - 1] is not (' ' or '='):
                    depth--;
                    break;
                case ' ' when !isText && i > from && depth <= bestDepth && (line[i - 1] == ',' || IsOperator(line, i + 1)):
                    (best, bestDepth) = (i, depth);
                    break;
            }
        }

        return best;
    }

    private static bool IsOperator(string line, int at) => line[at] is '+' or '-' or '*' or '/' or '?' or ':' && line[at + 1] == ' ';
}
