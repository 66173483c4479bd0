using System.Text;

namespace NetGen.Generator.Emission;

/// <summary>Writes indented C#. Lines end with a line feed on every platform, so that the text is the same everywhere.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>Writes lines; empty ones carry no indentation.</summary>
    public void Line(string text = "")
    {
        foreach (string line in text.Split('\n'))
        {
            string trimmed = line.TrimEnd('\r');
            if (trimmed.Length > 0)
                _text.Append(' ', 4 * _depth).Append(trimmed);
            _text.Append('\n');
        }
    }

    /// <summary>An empty line, except at the start of a block.</summary>
    public void Gap()
    {
        if (_text.Length > 1 && _text[_text.Length - 2] is not ('{' or '\n'))
            Line();
    }

    /// <summary>Writes a header and opens its block, which ends with the returned object.</summary>
    public Scope Block(string? header = null, string end = "}")
    {
        if (header is not null)
            Line(header);
        Line("{");
        _depth++;
        return new Scope(this, end);
    }

    /// <summary>Indents what follows, until the returned object ends.</summary>
    public Scope Indent()
    {
        _depth++;
        return new Scope(this, null);
    }

    /// <summary>Where the next line goes, for <see cref="Revise"/>.</summary>
    public int End => _text.Length;

    /// <summary>Puts other lines in place of those from a position on, which were written at the present indentation.</summary>
    public void Revise(int start, Func<IEnumerable<string>, IEnumerable<string>> change)
    {
        string indentation = new(' ', 4 * _depth);
        string[] lines = _text.ToString(start, _text.Length - start).TrimEnd('\n').Split('\n');
        _text.Length = start;
        foreach (string line in change(lines.Select(line => line.StartsWith(indentation, StringComparison.Ordinal) ? line.Substring(indentation.Length) : line)))
            Line(line);
    }

    /// <summary>What follows without a block, where another statement of its kind has one.</summary>
    public Scope Part() => new(this, null, depth: 0);

    public override string ToString() => _text.ToString();

    /// <summary>An open block.</summary>
    internal readonly struct Scope(CodeWriter writer, string? end, int depth = 1) : IDisposable
    {
        public void Dispose()
        {
            writer._depth -= depth;
            if (end is null)
                return;
            while (writer._text.Length > 1 && writer._text[writer._text.Length - 1] == '\n' && writer._text[writer._text.Length - 2] == '\n')
                writer._text.Length--;
            writer.Line(end);
        }
    }
}
