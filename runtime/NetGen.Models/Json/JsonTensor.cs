using System.Collections.Immutable;
using System.Text.Json;

namespace NetGen.Models.Json;

/// <summary>Numbers in nested arrays, all of one length at each depth.</summary>
/// <param name="Shape">The lengths, outermost first.</param>
/// <param name="Numbers">The numbers, row-major.</param>
internal sealed record JsonTensor(ImmutableArray<int> Shape, float[] Numbers)
{
    public int Rank => Shape.Length;

    public string ShapeText => Text(Shape);

    public static string Text(ImmutableArray<int> shape) => $"[{string.Join("][", shape)}]";

    /// <summary>Reads nested arrays.</summary>
    /// <exception cref="ModelImportException">The arrays are ragged, or hold something else than finite numbers.</exception>
    public static JsonTensor Read(JsonElement element, JsonNode owner, string name)
    {
        var shape = ImmutableArray.CreateBuilder<int>();
        for (JsonElement inner = element; inner.ValueKind == JsonValueKind.Array; inner = inner[0])
        {
            shape.Add(inner.GetArrayLength());
            if (shape[^1] == 0)
                break;
        }

        List<float> numbers = [];
        Add(element, 0);
        return new JsonTensor(shape.ToImmutable(), [.. numbers]);

        void Add(JsonElement part, int depth)
        {
            if (depth == shape.Count)
            {
                if (part.ValueKind != JsonValueKind.Number || !part.TryGetSingle(out float number) || !float.IsFinite(number))
                    throw owner.Fault($"'{name}' holds something else than finite numbers");
                numbers.Add(number);
                return;
            }

            if (part.ValueKind != JsonValueKind.Array || part.GetArrayLength() != shape[depth])
                throw owner.Fault($"'{name}' is not {Text(shape.ToImmutable())} throughout");
            foreach (JsonElement inner in part.EnumerateArray())
                Add(inner, depth + 1);
        }
    }

    /// <summary>The numbers, if they have the given shape.</summary>
    public float[] As(JsonNode owner, string name, params ImmutableArray<int> shape) =>
        Shape.SequenceEqual(shape) ? Numbers : throw owner.Fault($"'{name}' is {ShapeText}, expected {Text(shape)}");
}
