using System.Text.Json.Nodes;

namespace NetGen.Models.Tests.Support;

/// <summary>Seeded numbers for models of the tests' own.</summary>
internal sealed class Draw(int seed)
{
    private ulong _state = (ulong)seed * 0x9E3779B97F4A7C15 + 1;

    /// <summary>A number from -scale to scale.</summary>
    public float Next(float scale = 1)
    {
        _state = (_state * 6364136223846793005) + 1442695040888963407;
        return (((_state >> 40) / (float)(1 << 24)) - 0.5f) * 2 * scale;
    }

    public float[] Numbers(int count, float scale = 1) => [.. Enumerable.Range(0, count).Select(_ => Next(scale))];

    /// <summary>Nested arrays of the given lengths.</summary>
    public static JsonArray Nested(ReadOnlySpan<float> numbers, params ReadOnlySpan<int> shape)
    {
        var array = new JsonArray();
        int part = numbers.Length / shape[0];
        for (int i = 0; i < shape[0]; i++)
            array.Add(shape.Length == 1 ? JsonValue.Create(numbers[i]) : Nested(numbers.Slice(i * part, part), shape[1..]));
        return array;
    }
}
