using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>
/// Methods whose texts differ in sizes alone. Two sizes have a method each, in which they are constants; more share one, to
/// which they are parameters: the code of a deep network grows with the kinds of its layers and not with their number.
/// </summary>
internal sealed class MethodFamily(string title, Func<string, string> unique)
{
    /// <summary>Where in a text the name of the method stands, its parameters for sizes, and the sizes that all layers have alike.</summary>
    public const string Name = "@name@", Parameters = "@sizes@", Constants = "@constants@";

    /// <summary>So many sizes share a method.</summary>
    private const int Shared = 3;

    private readonly List<SizedMethod> _methods = [];
    private readonly List<string> _texts = [];
    private string? _name;
    private string[] _varying = [];

    /// <summary>The texts of the methods that are called.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The method with this text; one that is there already, if its sizes are the same.</summary>
    public SizedMethod Add(string text, IReadOnlyDictionary<string, int> sizes)
    {
        string numbers = SizedText.Numbers(text);
        SizedMethod? method = _methods.FirstOrDefault(method => method.Text == numbers);
        if (method is null)
            _methods.Add(method = new SizedMethod(this, numbers, text, sizes));
        return method;
    }

    /// <summary>A call of a method, once all are known.</summary>
    public string Call(SizedMethod method, string arguments)
    {
        if (_methods.Count < Shared)
        {
            if (method.Name is null)
            {
                method.Name = unique(title);
                _texts.Add(Fill(method.Text, method.Name, [], []));
            }

            return $"{method.Name}({arguments})";
        }

        if (_name is null)
            Share();
        return $"{_name}({arguments}{string.Concat(_varying.Select(size => ", " + Literal.Of(method.Sizes[size])))})";
    }

    private void Share()
    {
        _name = unique(title);
        SizedMethod first = _methods[0];
        HashSet<string> varying = [.. first.Sizes.Keys.Where(name => _methods.Any(method => method.Sizes[name] != first.Sizes[name]))];
        HashSet<string> used = [];
        string text = SizedText.Shared(first.Sized, varying, used);
        _varying = [.. first.Sizes.Keys.Where(name => varying.Contains(name) && used.Contains(name))];
        _texts.Add(Fill(text, _name, _varying, first.Sizes.Where(size => used.Contains(size.Key) && !varying.Contains(size.Key))));
    }

    private static string Fill(string text, string name, IEnumerable<string> parameters, IEnumerable<KeyValuePair<string, int>> constants)
    {
        CodeWriter code = new();
        foreach (string line in text.TrimEnd('\n').Split('\n'))
        {
            if (line.Trim() != Constants)
            {
                code.Line(line.Replace(Name, name).Replace(Parameters, string.Concat(parameters.Select(size => $", nint {size}"))));
                continue;
            }

            foreach (KeyValuePair<string, int> constant in constants)
                code.Line(line.Replace(Constants, $"const int {constant.Key} = {Literal.Of(constant.Value)};"));
        }

        return code.ToString();
    }
}

/// <summary>The method for one layer, and for others of its shape.</summary>
/// <param name="Family">The methods that differ from it in sizes alone.</param>
/// <param name="Text">Its text with numbers.</param>
/// <param name="Sized">Its text with numbers and names.</param>
/// <param name="Sizes">What the names stand for.</param>
internal sealed record SizedMethod(MethodFamily Family, string Text, string Sized, IReadOnlyDictionary<string, int> Sizes)
{
    /// <summary>What it is called where it is not shared.</summary>
    public string? Name { get; set; }

    public string Call(string arguments) => Family.Call(this, arguments);
}
