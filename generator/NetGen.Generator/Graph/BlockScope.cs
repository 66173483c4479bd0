using NetGen.Generator.Declaration;

namespace NetGen.Generator.Graph;

/// <summary>Where the layers of one use of a block stand: what names mean there. The network itself is the outermost.</summary>
/// <param name="Prefix">What the names of its layers begin with.</param>
/// <param name="Input">The item that <c>Input</c> names in a block; null in the network, where it is a name like others.</param>
/// <param name="Share">Under what its parameters are shared; null where they are its own.</param>
/// <param name="Place">The attribute of the network that it comes from; null for the network itself.</param>
internal sealed record BlockScope(string Prefix, OutlineItem? Input, string? Share, int? Place)
{
    private readonly Dictionary<string, int> _ordinals = [];
    private readonly Dictionary<string, int> _items = [];

    /// <summary>The names that stand for something, in their order.</summary>
    public IEnumerable<string> Names => Input is null ? _items.Keys : _items.Keys.Prepend(InputName);

    /// <summary>What the value that comes into a block is called in it.</summary>
    public const string InputName = "Input";

    /// <summary>The name of an item here: the given one, or its kind and ordinal.</summary>
    public string NameOf(AttributeRecord attribute, string prefix, bool isCounted)
    {
        int ordinal = _ordinals[prefix] = _ordinals.TryGetValue(prefix, out int last) ? last + 1 : 1;
        return attribute.String("Name") ?? (isCounted ? prefix + Numbers.Text(ordinal) : prefix);
    }

    /// <summary>Lets a name stand for an item. The first keeps it.</summary>
    public void Declare(string name, int item)
    {
        if (!_items.ContainsKey(name))
            _items.Add(name, item);
    }

    /// <summary>The item that a name stands for; null for none.</summary>
    public int? Find(string name) => Input is not null && name == InputName ? Input.Index : _items.TryGetValue(name, out int item) ? item : null;

    /// <summary>Under what a layer shares its parameters. In a block that is used twice, a name means one thing for each use.</summary>
    public string? ShareOf(AttributeRecord attribute, string localName)
    {
        string? own = attribute.String("Share");
        if (Share is not null)
            return $"{Share}/{own ?? localName}";
        return own is null ? null : Prefix.Length == 0 ? own : $"{Prefix}/{own}";
    }
}
