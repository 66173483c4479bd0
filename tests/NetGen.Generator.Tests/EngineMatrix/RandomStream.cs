using System.Globalization;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>
/// A drawn network on a sequence that can take its steps one at a time: recurrent layers, causal convolutions and what works on each step,
/// joined around and behind each other, with readers of the input itself and layers that lead nowhere.
/// </summary>
internal sealed class RandomStream
{
    // Around one vector of each width, and odd more often than round.
    private static readonly int[] s_widths = [1, 1, 2, 2, 3, 3, 4, 5, 7, 8, 8, 9, 11, 15, 16, 17];
    private static readonly string[] s_activations = ["Tanh", "Sigmoid", "Relu", "Softplus", "Gelu", "Elu(0.5)", "LeakyRelu"];
    private static readonly string[] s_joins = ["Add", "Subtract", "Multiply", "Average", "Maximum", "Concat"];

    private readonly Random _random;
    private readonly List<string> _lines = [];
    private readonly List<(string Name, int Width, bool IsSequence)> _nodes = [];

    public RandomStream(int seed)
    {
        _random = new Random(seed);
        Name = FormattableString.Invariant($"Stream{seed:000}");
        int steps = 1 + _random.Next(7), features = Pick(s_widths);
        _lines.Add(Text($"[Input({steps}, {features}, Name = \"x\")]"));
        _nodes.Add(("x", features, true));
        for (int i = _random.Next(4); i >= 0; i--)
            Sequence();
        if (_random.Next(3) > 0)
        {
            Put(Recurrent(Pick(s_widths), isSequence: false));
            for (int i = _random.Next(5); i > 0; i--)
                Vector();
        }

        // A join with nothing to join is left out, and may have been all.
        if (_random.Next(2) == 0 || _nodes.Count == 1)
            Put(Text($"Dense({Pick(s_widths)})"), width: LastNumber, isSequence: Last.IsSequence);
    }

    public string Name { get; }

    public string Attributes => string.Join(Environment.NewLine, _lines);

    private (string Name, int Width, bool IsSequence) Last => _nodes[^1];

    /// <summary>The width that was drawn last.</summary>
    private int LastNumber { get; set; }

    private void Sequence()
    {
        int width = Pick(s_widths);
        switch (_random.Next(8))
        {
            case 0 or 1:
                Put(Recurrent(width, isSequence: true));
                break;
            case 2 or 3:
                string dilation = _random.Next(2) == 0 ? string.Empty : Text($", Dilation = {2 + _random.Next(2)}");
                Put(Text($"CausalConv1D({width}, {1 + _random.Next(3)}{dilation})"), width, isSequence: true, From(isSequence: true));
                break;
            case 4:
                Put(Text($"Dense({width})"), width, isSequence: true, From(isSequence: true));
                break;
            case 5:
                Put(Pick(s_activations), Last.Width, isSequence: true);
                break;
            default:
                Join();
                break;
        }
    }

    private void Vector()
    {
        int width = Pick(s_widths);
        switch (_random.Next(5))
        {
            case 0:
                Put(Text($"Dense({Last.Width})"), Last.Width, isSequence: false);
                break;
            case 1:
                Put(Text($"Dense({width})"), width, isSequence: false, From(isSequence: false));
                break;
            case 2:
                Put(Pick(s_activations), Last.Width, isSequence: false);
                break;
            default:
                Join();
                break;
        }
    }

    /// <summary>A recurrent layer on a sequence, and what it makes of that.</summary>
    private (string Text, int Width, bool IsSequence, string? From) Recurrent(int width, bool isSequence)
    {
        string kind = Pick(["Gru", "Lstm", "SimpleRnn"]);
        return (Text($"{kind}({width}{(isSequence ? ", ReturnSequence = true" : string.Empty)}{Form(kind)})"), width, isSequence, From(isSequence: true));
    }

    /// <summary>Now and then functions other than the usual ones, and a reset gate before the product.</summary>
    private string Form(string kind)
    {
        string form = kind == "Gru" && _random.Next(2) == 0 ? ", ResetBefore = true" : string.Empty;
        if (_random.Next(3) == 0)
            form += $", Nonlinearity = Nonlinearity.{Pick(Enum.GetNames<Nonlinearity>())}";
        if (kind != "SimpleRnn" && _random.Next(3) == 0)
            form += $", GateNonlinearity = Nonlinearity.{Pick(Enum.GetNames<Nonlinearity>())}";
        return form;
    }

    /// <summary>The last value with one or two others of its shape, if there are any; with one of any width where they stand behind each other.</summary>
    private void Join()
    {
        (string Name, int Width, bool IsSequence) last = Last;
        string kind = Pick(s_joins);
        (string Name, int Width, bool IsSequence)[] others = [.. _nodes.SkipLast(1).Where(node => node.IsSequence == last.IsSequence && (kind == "Concat" || node.Width == last.Width))];
        if (others.Length == 0)
            return;
        (string Name, int Width, bool IsSequence)[] chosen = [.. Enumerable.Range(0, 1 + _random.Next(2)).Select(_ => Pick(others)).Distinct()];
        string names = string.Join(", ", chosen.Select(node => $"\"{node.Name}\""));
        int width = kind == "Concat" ? last.Width + chosen.Sum(node => node.Width) : last.Width;
        Put(chosen.Length == 1 ? $"{kind}({names})" : $"{kind}(new[] {{ {names} }})", width, last.IsSequence);
    }

    /// <summary>Mostly the value before it; else any other, so that the one before may lead nowhere.</summary>
    private string? From(bool isSequence)
    {
        (string Name, int Width, bool IsSequence)[] fitting = [.. _nodes.Where(node => node.IsSequence == isSequence)];
        return Last.IsSequence == isSequence && _random.Next(3) > 0 ? null : Pick(fitting).Name;
    }

    private void Put((string Text, int Width, bool IsSequence, string? From) layer) => Put(layer.Text, layer.Width, layer.IsSequence, layer.From);

    private void Put(string text, int width, bool isSequence, string? from = null)
    {
        string name = Text($"n{_nodes.Count}");
        string more = (from is null || from == Last.Name ? string.Empty : $"From = \"{from}\", ") + $"Name = \"{name}\"";
        _lines.Add(text.EndsWith(')') ? $"[{text[..^1]}, {more})]" : $"[{text}({more})]");
        _nodes.Add((name, width, isSequence));
    }

    private T Pick<T>(T[] items) => items[_random.Next(items.Length)];

    private int Pick(int[] widths) => LastNumber = widths[_random.Next(widths.Length)];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
