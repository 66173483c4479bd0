using System.Collections.Immutable;
using System.Text.Json;
using NetGen.Models.Json;

namespace NetGen.Models.Keras;

/// <summary>Arguments in the configurations of layers.</summary>
internal static class KerasArguments
{
    /// <summary>The largest argument; beyond it no network has room for what it makes.</summary>
    private const int Most = 1 << 24;

    /// <summary>A number for each axis, which may be given as one for all.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="name">The argument.</param>
    /// <param name="count">The axes.</param>
    /// <param name="missing">What it is where it is absent; null where it must be there.</param>
    /// <param name="least">The smallest that makes sense.</param>
    public static ImmutableArray<int> Ints(this JsonNode layer, string name, int count, ImmutableArray<int>? missing, int least = 1)
    {
        if (!layer.Has(name) && missing is { } given)
            return given;
        if (layer.Element.TryGetProperty(name, out JsonElement value))
        {
            ImmutableArray<int> numbers = value.ValueKind == JsonValueKind.Array
                ? [.. value.EnumerateArray().Select(Number)] : [.. Enumerable.Repeat(Number(value), count)];
            if (numbers.Length == count && numbers.All(number => number >= least && number <= Most))
                return numbers;
        }

        throw layer.Fault($"its '{name}' is missing or not {count} whole numbers of at least {least}");

        static int Number(JsonElement element) => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int number)
            ? number : int.MinValue;
    }

    /// <summary>A count of at least 1.</summary>
    public static int Count(this JsonNode layer, string name, int? missing = null) =>
        layer.Ints(name, 1, missing is { } given ? [given] : null)[0];

    /// <summary>Numbers before and behind each axis: one for all, one an axis, or two an axis.</summary>
    public static ImmutableArray<int> Sides(this JsonNode layer, string name, int axes)
    {
        if (!layer.Element.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.Array || axes == 1
            || value.EnumerateArray().All(part => part.ValueKind == JsonValueKind.Number))
        {
            ImmutableArray<int> each = axes == 1
                ? layer.Ints(name, 2, null, 0) : [.. layer.Ints(name, axes, null, 0).SelectMany(side => new[] { side, side })];
            return each;
        }

        ImmutableArray<int> sides = [.. value.EnumerateArray().SelectMany((part, axis) => new JsonNode(Wrap(name, part), layer.Node,
            layer.Operator).Ints(name, 2, null, 0))];
        return sides.Length == 2 * axes ? sides : throw layer.Fault($"its '{name}' has {sides.Length} sides, expected {2 * axes}");
    }

    public static float Float(this JsonNode layer, string name, string other, float missing) => layer.Has(name)
        ? layer.Float(name) : layer.Float(other, missing);

    public static string TextOr(this JsonNode layer, string name, string missing) => layer.Has(name) ? layer.Text(name) : missing;

    /// <summary>An axis of a sample, from 0; the file counts from the batch, or from the end.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="rank">The axes of a sample.</param>
    /// <param name="missing">What the argument is where it is absent.</param>
    public static int Axis(this JsonNode layer, int rank, int missing)
    {
        if (!layer.Has("axis"))
            return missing < 0 ? rank + missing : missing - 1;
        int axis = layer.Element.GetProperty("axis") is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() != 1
            ? throw layer.Fault("it works over several axes") : layer.Ints("axis", 1, null, -8)[0];
        int place = axis < 0 ? rank + axis : axis - 1;
        return place >= 0 && place < rank ? place : throw layer.Fault($"its axis {axis} is none of a sample of {rank} axes");
    }

    /// <summary>Extents of a sample: those behind the batch, null where the file leaves one open.</summary>
    public static ImmutableArray<int?>? Shape(this JsonNode layer, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (layer.Has(name) && layer.Element.GetProperty(name) is { ValueKind: JsonValueKind.Array } extents)
                return [.. extents.EnumerateArray().Skip(1)
                    .Select(extent => extent.ValueKind == JsonValueKind.Number && extent.TryGetInt32(out int number)
                    ? (int?)number : null)];
        }

        return null;
    }

    private static JsonElement Wrap(string name, JsonElement value) =>
        JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement> { [name] = value });
}
