using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>
/// The kernels of a network. Layers of equal shape ask for equal text and share one method; a name gets a suffix only
/// where two texts want the same one.
/// </summary>
internal sealed class MethodPool
{
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, MethodFamily> _families = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly List<Func<IEnumerable<string>>> _texts = [];

    /// <summary>Leaves names to others: to what the author of the class declared.</summary>
    public void Reserve(IEnumerable<string> names) => _taken.UnionWith(names);

    /// <summary>The texts in the order in which they were first asked for, without sized ones that nothing calls.</summary>
    public IEnumerable<string> Texts => _texts.SelectMany(texts => texts());

    /// <summary>The name of a method with this text, which is written by <paramref name="write"/> under the name it is given.</summary>
    public string Add(string name, Action<CodeWriter, string> write) => Add(name, write, explain: null);

    /// <summary>The name of a method whose comments depend on what was explained before: they do not count when texts are compared.</summary>
    /// <param name="name">The name, if it is free.</param>
    /// <param name="write">Writes the method without comments.</param>
    /// <param name="explain">Writes it with them.</param>
    public string Add(string name, Action<CodeWriter, string> write, Action<CodeWriter, string>? explain)
    {
        string text = Text(write);
        if (_names.TryGetValue(text, out string? existing))
            return existing;

        string unique = Unique(name);
        _names.Add(text, unique);
        string written = explain is null ? text : Text(explain);
        _texts.Add(() => [written.Replace(MethodFamily.Name, unique)]);
        return unique;
    }

    /// <summary>The method with a text in which sizes have names.</summary>
    public SizedMethod Add(string name, string text, IReadOnlyDictionary<string, int> sizes)
    {
        string skeleton = SizedText.Skeleton(text);
        if (!_families.TryGetValue(skeleton, out MethodFamily? family))
        {
            _families.Add(skeleton, family = new MethodFamily(name, Unique));
            _texts.Add(() => family.Texts);
        }

        return family.Add(text, sizes);
    }

    private static string Text(Action<CodeWriter, string> write)
    {
        CodeWriter anonymous = new();
        write(anonymous, MethodFamily.Name);
        return anonymous.ToString();
    }

    private string Unique(string name)
    {
        string unique = name;
        for (int i = 2; !_taken.Add(unique); i++)
            unique = name + "_" + Numbers.Text(i);
        return unique;
    }
}
