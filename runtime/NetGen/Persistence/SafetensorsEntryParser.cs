using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace NetGen;

/// <summary>Parses what the header of a safetensors file says about one tensor.</summary>
/// <param name="header">The header.</param>
/// <param name="place">Where in it the name stands.</param>
/// <param name="explains">Whether a fault is put into words. Of a million faults only the first is told, and only its words take
/// memory.</param>
internal ref struct SafetensorsEntryParser(byte[] header, int place, bool explains)
{
    private const int MostExtents = 64;

    private string? _name;
    private bool _isWrong;

    /// <summary>The name of the tensor.</summary>
    public string Name => _name ??= SafetensorsMetadata.Text(header, place);

    /// <summary>What is wrong, if it is put into words; otherwise empty.</summary>
    public string Fault { get; private set; } = string.Empty;

    /// <summary>The entry, or null if it is wrong.</summary>
    /// <param name="reader">At the name; afterwards at the end of the value.</param>
    /// <exception cref="InvalidDataException">A text is no Unicode.</exception>
    public SafetensorsEntry? Parse(ref Utf8JsonReader reader)
    {
        CheckUnicode(ref reader);
        reader.Read();
        int start = (int)reader.TokenStartIndex;
        bool isObject = reader.TokenType == JsonTokenType.StartObject;
        string? type = null;
        ImmutableArray<int> shape = default;
        (long Begin, long End)? offsets = null;
        while (isObject && reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            CheckUnicode(ref reader);
            bool isType = reader.ValueTextEquals("dtype"u8), isShape = reader.ValueTextEquals("shape"u8),
                areOffsets = reader.ValueTextEquals("data_offsets"u8);
            reader.Read();
            if (isType && reader.TokenType == JsonTokenType.String)
                type = Type(ref reader);
            else if (isShape && reader.TokenType == JsonTokenType.StartArray)
                shape = Shape(ref reader);
            else if (areOffsets && reader.TokenType == JsonTokenType.StartArray)
                offsets = Offsets(ref reader);
            else
                reader.Skip();
        }

        reader.Skip();
        if (type is null || shape.IsDefault || offsets is null)
            Missing(type is null ? "'dtype' (String)" : shape.IsDefault ? "'shape' (Array)" : "'data_offsets' (Array)", start, ref reader);
        return _isWrong ? null : new SafetensorsEntry(Name, type!, shape) { Begin = offsets!.Value.Begin, End = offsets.Value.End };
    }

    private static string Type(ref Utf8JsonReader reader)
    {
        CheckUnicode(ref reader);
        return (reader.ValueIsEscaped ? null : SafetensorsNumbers.Shared(reader.ValueSpan)) ?? reader.GetString()!;
    }

    private static void CheckUnicode(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return;
        try
        {
            reader.GetString();
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidDataException($"Expected names in Unicode, got \"{Excerpt.Of(reader.ValueSpan)}\".", exception);
        }
    }

    private ImmutableArray<int> Shape(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        Span<long> extents = stackalloc long[MostExtents];
        int count = Numbers("shape", ref reader, extents);
        long length = 1;
        bool fits = count <= MostExtents;
        for (int i = 0; i < Math.Min(count, MostExtents); i++)
        {
            // Both factors are below 2^31, so that their product is exact.
            length = extents[i] is >= 0 and <= int.MaxValue && length <= int.MaxValue ? length * extents[i] : long.MaxValue;
            fits &= length <= int.MaxValue;
        }

        if (!fits && IsFirstFault())
            Fault = $"Expected extents of at least 0 and at most {int.MaxValue} numbers in '{Excerpt.Of(Name)}', got "
                + $"{Text(start, ref reader)}.";
        if (_isWrong)
            return [];
        var shape = new int[count];
        for (int i = 0; i < count; i++)
            shape[i] = (int)extents[i];
        return ImmutableCollectionsMarshal.AsImmutableArray(shape);
    }

    private (long Begin, long End) Offsets(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        Span<long> offsets = stackalloc long[2];
        int count = Numbers("data_offsets", ref reader, offsets);
        if ((count != 2 || offsets[0] < 0 || offsets[1] < offsets[0]) && IsFirstFault())
            Fault = $"Expected two offsets, the second not before the first, for '{Excerpt.Of(Name)}', got "
                + $"{Text(start, ref reader).Replace(",", ", ")}.";
        return (offsets[0], offsets[1]);
    }

    /// <summary>Reads an array of whole numbers, of which as many are kept as there is room for.</summary>
    /// <returns>How many there are.</returns>
    private int Numbers(string property, ref Utf8JsonReader reader, scoped Span<long> room)
    {
        room.Clear();
        int count = 0;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            long number = 0;
            int start = (int)reader.TokenStartIndex;
            bool isWhole = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out number);
            reader.Skip();
            if (!isWhole && IsFirstFault())
                Fault = $"Expected whole numbers as '{property}' of '{Excerpt.Of(Name)}', got {Text(start, ref reader)}.";
            if (count < room.Length)
                room[count] = number;
        }

        return count;
    }

    private void Missing(string what, int start, ref Utf8JsonReader reader)
    {
        if (IsFirstFault())
            Fault = $"Expected '{Excerpt.Of(Name)}' to have a {what}, got {Text(start, ref reader)}.";
    }

    /// <summary>Takes note of a fault.</summary>
    /// <returns>Whether it is put into words.</returns>
    private bool IsFirstFault()
    {
        bool isFirst = !_isWrong && explains;
        _isWrong = true;
        return isFirst;
    }

    /// <summary>What the header has from a place to where the reader is.</summary>
    private readonly string Text(int start, ref Utf8JsonReader reader) => Excerpt.Of(header.AsSpan(start..(int)reader.BytesConsumed));
}
