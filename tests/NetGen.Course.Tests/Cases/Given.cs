using System.Numerics;
using System.Text.Json;

namespace NetGen.Course.Tests.Cases;

/// <summary>A place among the inputs of a case.</summary>
internal sealed class Given<T>(JsonElement json, string path)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public Given<T> this[string name] => json.TryGetProperty(name, out JsonElement value)
        ? new Given<T>(value, $"{path}.{name}")
        : throw new KeyNotFoundException($"There is no '{name}' in {path}.");

    public Given<T> this[int index] => new(json[index], $"{path}[{index}]");

    public int Count => json.GetArrayLength();

    public IEnumerable<Given<T>> Items => Enumerable.Range(0, Count).Select(i => this[i]);

    public IEnumerable<string> Names => json.EnumerateObject().Select(property => property.Name);

    public string Text => json.GetString()!;

    public bool Truth => json.GetBoolean();

    public int Integer => json.GetInt32();

    public int[] Integers => Items.Select(item => item.Integer).ToArray();

    /// <summary>One number in double, for hyperparameters, which are double in networks of either type.</summary>
    public double Double => json.GetDouble();

    /// <summary>One number in the type of the networks.</summary>
    public T Number => T.CreateChecked(Double);

    /// <summary>All numbers at or below this place, row-major.</summary>
    public T[] Numbers => json.ValueKind == JsonValueKind.Array ? Items.SelectMany(item => item.Numbers).ToArray() : [Number];

    /// <summary>The big tensors of the course: value[k] = (((a k + c) mod 101) - 50) / scale.</summary>
    public T[] Filled
    {
        get
        {
            int count = this["shape"].Integers.Aggregate((product, extent) => product * extent);
            int a = this["a"].Integer, c = this["c"].Integer;
            T scale = this["scale"].Number;
            return Enumerable.Range(0, count).Select(k => T.CreateChecked((((a * k) + c) % 101) - 50) / scale).ToArray();
        }
    }
}
