using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>
/// The kernels of a network. Layers of equal shape ask for equal text and share one method; a name gets a suffix only
/// where two texts want the same one.
/// </summary>
internal sealed class MethodPool
{
    private const string Placeholder = "@name@";

    private readonly Dictionary<string, string> _names = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    /// <summary>Leaves names to others: to what the author of the class declared.</summary>
    public void Reserve(IEnumerable<string> names) => _taken.UnionWith(names);

    /// <summary>The texts in the order in which they were first asked for.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The name of a method with this text, which is written by <paramref name="write"/> under the name it is given.</summary>
    public string Add(string name, Action<CodeWriter, string> write)
    {
        CodeWriter anonymous = new();
        write(anonymous, Placeholder);
        string text = anonymous.ToString();
        if (_names.TryGetValue(text, out string? existing))
            return existing;

        string unique = name;
        for (int i = 2; !_taken.Add(unique); i++)
            unique = name + "_" + Numbers.Text(i);
        _names.Add(text, unique);
        _texts.Add(text.Replace(Placeholder, unique));
        return unique;
    }
}
