using System.Collections.Immutable;
using System.Globalization;

namespace NetGen.Models.Export.PyTorch;

/// <summary>A module while layers add their submodules, their lines and their tensors.</summary>
/// <param name="source">The network.</param>
internal sealed class TorchModuleText(ExportSource source)
{
    private readonly PythonNames _names = new();
    private readonly Dictionary<string, string> _modules = [];
    private readonly Dictionary<string, ExportValue> _turned = [];

    public ExportSource Source { get; } = source;

    /// <summary>The layer that is being added.</summary>
    public LayerDescription Layer { get; set; } = null!;

    /// <summary>The lines of <c>__init__</c>.</summary>
    public List<string> Modules { get; } = [];

    /// <summary>The lines of <c>forward</c>.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>Functions and classes that stand before the module, each once.</summary>
    public SortedSet<string> Helpers { get; } = new(StringComparer.Ordinal);

    /// <summary>The state, under the names that the module has for it.</summary>
    public List<(string Key, NumberTensor Tensor)> State { get; } = [];

    /// <summary>A variable of <c>forward</c>.</summary>
    public string Variable(string name) => _names.Unique(PythonNames.Snake(name));

    /// <summary>The submodule of the layer, made by a constructor; twins of one form have one.</summary>
    /// <param name="constructor">What makes it: <c>nn.Linear(4, 3)</c>.</param>
    /// <param name="state">Its tensors under its own names for them; none of those that are null.</param>
    public string Module(string constructor, params ReadOnlySpan<(string Key, NumberTensor? Tensor)> state)
    {
        string twins = $"{Source.Owner(Layer).Name} {constructor}";
        if (_modules.TryGetValue(twins, out string? known))
            return known;
        string name = _names.Module(PythonNames.Snake(Layer.Name));
        _modules[twins] = $"self.{name}";
        Modules.Add($"self.{name} = {constructor}");
        foreach ((string key, NumberTensor? tensor) in state)
        {
            if (tensor is not null)
                State.Add(($"{name}.{key}", tensor));
        }

        return $"self.{name}";
    }

    /// <summary>A parameter or buffer of the layer; null where it has none of that name.</summary>
    public NumberTensor? Find(string name) => Source.Find(Layer, name);

    /// <summary>Adds a line that computes the output of the layer.</summary>
    public ExportValue Let(string expression, bool isFirst = false) => Let(Layer.Name, expression, Layer.OutputShape, isFirst);

    /// <summary>Adds a line that computes something of the kind of <paramref name="value"/>.</summary>
    public ExportValue Let(string expression, ExportValue value) => Let(Layer.Name, expression, value.Shape, value.IsFirst);

    /// <summary>A value with the channels before the places.</summary>
    public ExportValue First(ExportValue value) => value.IsFirst || value.Shape.Length == 1 ? value : Turned(value);

    /// <summary>A value with the channels last, as the network has them.</summary>
    public ExportValue Last(ExportValue value) => value.IsFirst ? Turned(value) : value;

    /// <summary>A number as Python writes it.</summary>
    public static string Text(double number) => double.IsPositiveInfinity(number) ? "float(\"inf\")"
        : double.IsNegativeInfinity(number) ? "-float(\"inf\")"
        : number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>One number where all are equal, a tuple of them otherwise.</summary>
    public static string Text(IEnumerable<int> numbers) => numbers.Distinct().Count() == 1
        ? numbers.First().ToString(CultureInfo.InvariantCulture)
        : $"({string.Join(", ", numbers)})";

    public static string Text(bool flag) => flag ? "True" : "False";

    private ExportValue Let(string name, string expression, ImmutableArray<int> shape, bool isFirst)
    {
        var value = new ExportValue(Variable(name), shape, isFirst);
        Lines.Add($"{value.Name} = {expression}");
        return value;
    }

    private ExportValue Turned(ExportValue value)
    {
        if (_turned.TryGetValue(value.Name, out ExportValue? known))
            return known;
        string name = value.Name + (value.IsFirst ? "_last" : "_first");
        ExportValue turned = Let(name, $"{value.Name}.permute({string.Join(", ", value.Turn)})", value.Shape, !value.IsFirst);
        _turned[value.Name] = turned;
        _turned[turned.Name] = value;
        return turned;
    }
}
