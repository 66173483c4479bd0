using System.Text;

namespace NetGen.Generator.Emission;

/// <summary>Writes indented C#. Lines end with a line feed on every platform, so that the text is the same everywhere.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public int Length => _text.Length;

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
            if (end is not null)
                writer.Line(end);
        }
    }
}
