using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>
/// Names inside one method. A tensor goes by its kind, without the ordinal, so that layers of equal shape get equal text;
/// a suffix tells two of a kind apart.
/// </summary>
internal sealed class NameScope
{
    /// <summary>
    /// What the writers of kernels call things of their own, most with a number behind it: what belongs to a layer of that name is called
    /// something else. A test collects the names from generated code and gives each to layers.
    /// </summary>
    private static readonly HashSet<string> s_reserved = new(StringComparer.Ordinal)
    {
        "band", "batch", "begins", "best", "buffers", "context", "count", "end", "error", "errors", "factor", "from", "gradients", "group", "inputs", "inputStep", "lanes", "left", "level", "outputRow", "outputs",
        "panel", "panelStride", "parameters", "phase", "piece", "pieces", "right", "row", "rows", "sample", "samples", "scratch", "second", "segments", "shares", "source", "step", "sums", "target", "targets", "total", "unit", "value", "values",
        "weight", "weightStep", "width", "workspace",
    };

    /// <summary>Behind the name of a tensor, for its rows of all samples.</summary>
    private const string Rows = "Rows";

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal)
    {
        "memory", "capacity", "first", "samples", "sample", "input", "inputRow", "output", "weights", "start", "store", "sum", "value", "unit", "packed", "k", "accumulate", "largest", "place", "candidate", "at",
    };

    private readonly Dictionary<string, string> _names = [];

    public string Of(Tensor tensor)
    {
        if (!_names.TryGetValue(tensor.Name, out string? name))
        {
            name = New(Kind(tensor.Name));
            _names.Add(tensor.Name, name);
        }

        return name;
    }

    /// <summary>What the rows of all samples of a tensor are called.</summary>
    public string RowsOf(Tensor tensor) => Of(tensor) + Rows;

    /// <summary>Calls a tensor here what it is called there.</summary>
    public void Share(Tensor tensor, NameScope other)
    {
        _names[tensor.Name] = other.Of(tensor);
        _taken.Add(_names[tensor.Name]);
    }

    public string New(string wish)
    {
        string name = wish;
        for (int i = 2; !_taken.Add(name); i++)
            name = wish + Numbers.Text(i);
        return name;
    }

    /// <summary>Whether code has a name in it: not as a part of another.</summary>
    public static bool IsIn(string code, string name)
    {
        static bool Continues(string text, int place) => place >= 0 && place < text.Length && (char.IsLetterOrDigit(text[place]) || text[place] == '_');
        for (int place = code.IndexOf(name, StringComparison.Ordinal); place >= 0; place = code.IndexOf(name, place + 1, StringComparison.Ordinal))
        {
            if (!Continues(code, place - 1) && !Continues(code, place + name.Length))
                return true;
        }

        return false;
    }

    /// <summary>The kind of a tensor as the start of a method's name.</summary>
    public static string Title(Tensor tensor) => Graph.NetworkProgram.Pascal(Kind(tensor.Name).TrimStart('@'));

    /// <summary>The name without ordinals: <c>relu</c> for <c>relu1</c>, <c>denseGradient</c> for <c>dense12Gradient</c>.</summary>
    public static string Kind(string name)
    {
        // Asked thousands of times for a network.
        char[] letters = new char[name.Length];
        int length = 0;
        foreach (char character in name)
        {
            if (character is not (>= '0' and <= '9'))
                letters[length++] = character;
        }

        while (length > 0 && letters[length - 1] == '_')
            length--;
        string kind = new(letters, 0, length);
        return kind.Length == 0 ? "layer" : s_reserved.Contains(kind) || kind.EndsWith(Rows, StringComparison.Ordinal) ? kind + "Layer" : Keywords.Escape(kind);
    }
}

/// <summary>Words that C# keeps for itself.</summary>
internal static class Keywords
{
    public static string Escape(string name) =>
        Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name) != Microsoft.CodeAnalysis.CSharp.SyntaxKind.None ? "@" + name : name;
}
