using System.Collections.Immutable;
using System.Text.Json;

namespace NetGen.Models.Json;

/// <summary>An object of a model's JSON, with the words that a message names it by.</summary>
/// <param name="Element">The object.</param>
/// <param name="Node">The layer, as a message calls it.</param>
/// <param name="Operator">Its kind.</param>
internal readonly record struct JsonNode(JsonElement Element, string Node, string Operator)
{
    /// <summary>Something in it is missing, or not what it should be.</summary>
    public ModelImportException Fault(string reason) => new(Node, Operator, reason);

    public bool Has(string name) => Element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    public JsonNode Object(string name)
    {
        if (!Element.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.Object)
            throw Fault($"'{name}' is missing or no object");
        return this with { Element = value };
    }

    public ImmutableArray<JsonElement> Array(string name)
    {
        if (!Element.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.Array)
            throw Fault($"'{name}' is missing or no array");
        return [.. value.EnumerateArray()];
    }

    /// <summary>A count of at least <paramref name="least"/>.</summary>
    public int Int(string name, int least = 1, int? missing = null)
    {
        if (!Has(name) && missing is { } given)
            return given;
        if (!Element.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.Number
            || !value.TryGetInt32(out int number) || number < least)
            throw Fault($"'{name}' is missing or no whole number of at least {least}");
        return number;
    }

    /// <summary>A count, which some writers put in an array of one.</summary>
    public int IntOrSingle(string name, int missing)
    {
        if (!Has(name))
            return missing;
        JsonElement value = Element.GetProperty(name);
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 1)
            value = value[0];
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 1
            ? number : throw Fault($"'{name}' is no whole number of at least 1");
    }

    public float Float(string name, float? missing = null)
    {
        if (!Has(name) && missing is { } given)
            return given;
        if (!Element.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.Number
            || !value.TryGetSingle(out float number) || !float.IsFinite(number))
            throw Fault($"'{name}' is missing or no finite number");
        return number;
    }

    public bool Bool(string name, bool missing = false)
    {
        if (!Has(name))
            return missing;
        return Element.GetProperty(name).ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Fault($"'{name}' is neither true nor false"),
        };
    }

    public string Text(string name)
    {
        if (!Element.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.String)
            throw Fault($"'{name}' is missing or no text");
        return value.GetString()!;
    }
}
