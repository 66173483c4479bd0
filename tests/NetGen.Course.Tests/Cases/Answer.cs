using System.Numerics;
using System.Text.Json;

namespace NetGen.Course.Tests.Cases;

/// <summary>A place among the answers of a case. To compare with it is to cross it off.</summary>
internal sealed class Answer<T>(JsonElement json, string path, Tolerance tolerance, HashSet<string> compared)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public Answer<T> this[string name] => json.TryGetProperty(name, out JsonElement value)
        ? new Answer<T>(value, $"{path}.{name}", tolerance, compared)
        : throw new KeyNotFoundException($"There is no '{name}' in {path}.");

    public Answer<T> this[int index] => new(json[index], $"{path}[{index}]", tolerance, compared);

    /// <summary>Compares a tensor, row-major, however deep the case nests it.</summary>
    public void Is(params ReadOnlySpan<T> got)
    {
        tolerance.Check(path, Numbers(json).ToArray(), got);
        CrossOff();
    }

    /// <summary>Compares a number that is double in networks of either type.</summary>
    public void IsDouble(double got)
    {
        tolerance.Check<double>(path, Numbers(json).ToArray(), [got]);
        CrossOff();
    }

    /// <summary>Compares whole numbers, exactly.</summary>
    public void Is(IEnumerable<int> got)
    {
        Assert.Equal(Numbers(json), got.Select(value => (double)value));
        CrossOff();
    }

    /// <inheritdoc cref="Is(IEnumerable{int})"/>
    public void Is(int got) => Is([got]);

    /// <summary>Compares a hyperparameter, which is double in networks of either type, exactly.</summary>
    public void IsHyperparameter(double got)
    {
        Assert.Equal(json.GetDouble(), got);
        CrossOff();
    }

    /// <summary>Compares shapes, one after the other, exactly.</summary>
    public void Is(IEnumerable<IEnumerable<int>> got)
    {
        int[][] shapes = got.Select(shape => shape.ToArray()).ToArray();
        Assert.Equal(json.GetArrayLength(), shapes.Length);
        for (int i = 0; i < shapes.Length; i++)
            this[i].Is(shapes[i]);
    }

    /// <summary>Compares a truth value.</summary>
    public void Is(bool got)
    {
        Assert.Equal(json.GetBoolean(), got);
        CrossOff();
    }

    /// <summary>Compares words.</summary>
    public void Is(IEnumerable<string> got)
    {
        Assert.Equal(json.EnumerateArray().Select(item => item.GetString()), got);
        CrossOff();
    }

    /// <summary>Compares one word or phrase.</summary>
    public void Is(string got)
    {
        Assert.Equal(json.GetString(), got);
        CrossOff();
    }

    /// <summary>Agrees that there is no answer.</summary>
    public void IsNothing()
    {
        Assert.Equal(JsonValueKind.Null, json.ValueKind);
        CrossOff();
    }

    /// <summary>The paths of all numbers, words and truth values at or below a place.</summary>
    public static IEnumerable<string> Leaves(JsonElement json, string path) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => Leaves(property.Value, $"{path}.{property.Name}")),
        JsonValueKind.Array => json.EnumerateArray().SelectMany((item, i) => Leaves(item, $"{path}[{i}]")),
        _ => [path],
    };

    private static IEnumerable<double> Numbers(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().SelectMany(Numbers) : [json.GetDouble()];

    private void CrossOff() => compared.UnionWith(Leaves(json, path));
}
