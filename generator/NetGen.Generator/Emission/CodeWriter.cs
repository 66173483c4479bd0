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

    public override string ToString() => _text.ToString();

    /// <summary>An open block.</summary>
    internal readonly struct Scope(CodeWriter writer, string? end) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            if (end is null)
                return;
            while (writer._text.Length > 1 && writer._text[writer._text.Length - 1] == '\n' && writer._text[writer._text.Length - 2] == '\n')
                writer._text.Length--;
            writer.Line(end);
        }
    }
}
