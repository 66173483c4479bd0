using System.Buffers;
using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace NetGen;

/// <summary>
/// The texts in the metadata of a file. They stay in the header, and an index of hashes finds them: a header may have millions of small
/// ones, each of which would take many times its bytes as two strings.
/// </summary>
internal sealed class SafetensorsMetadata : IReadOnlyDictionary<string, string>
{
    private readonly byte[] _header;
    private readonly int[] _hashes;
    private readonly (int Key, int Value)[] _places;

    /// <summary>No metadata.</summary>
    public SafetensorsMetadata()
    {
        _header = [];
        _hashes = [];
        _places = [];
    }

    /// <summary>The texts of an object; what is no text is left out, for other programs may write what they like.</summary>
    /// <param name="header">The header.</param>
    /// <param name="reader">At the beginning of the object; afterwards at its end.</param>
    /// <exception cref="InvalidDataException">A text is no Unicode, or a key comes twice.</exception>
    public SafetensorsMetadata(byte[] header, ref Utf8JsonReader reader)
    {
        _header = header;
        int count = Count(reader);
        _hashes = new int[count];
        _places = new (int, int)[count];
        for (int index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndObject;)
        {
            int key = (int)reader.TokenStartIndex, hash = Hash(ref reader);
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                Hash(ref reader);
                (_hashes[index], _places[index]) = (hash, (key, (int)reader.TokenStartIndex));
                index++;
            }

            reader.Skip();
        }

        Array.Sort(_hashes, _places);
        CheckOnce();
    }

    /// <inheritdoc/>
    int IReadOnlyCollection<KeyValuePair<string, string>>.Count => _places.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _places.Select(place => Text(place.Key));

    /// <inheritdoc/>
    public IEnumerable<string> Values => _places.Select(place => Text(place.Value));

    /// <inheritdoc/>
    public string this[string key] =>
        TryGetValue(key, out string? value) ? value : throw new KeyNotFoundException($"Expected a key of the metadata, got '{key}'.");

    /// <summary>The text that begins at a place of a header, which was found to be one.</summary>
    public static string Text(byte[] header, int place)
    {
        var reader = new Utf8JsonReader(header.AsSpan(place));
        reader.Read();
        return reader.GetString()!;
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => Find(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        int index = Find(key);
        value = index < 0 ? null : Text(_places[index].Value);
        return index >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
        _places.Select(place => new KeyValuePair<string, string>(Text(place.Key), Text(place.Value))).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static int Count(Utf8JsonReader reader)
    {
        int count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            reader.Read();
            count += reader.TokenType == JsonTokenType.String ? 1 : 0;
            reader.Skip();
        }

        return count;
    }

    /// <summary>The hash of the text where the reader stands, which must be Unicode.</summary>
    private static int Hash(ref Utf8JsonReader reader)
    {
        var hash = default(HashCode);
        if (!reader.ValueIsEscaped)
        {
            hash.AddBytes(reader.ValueSpan);
            return hash.ToHashCode();
        }

        byte[] text = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            hash.AddBytes(text.AsSpan(0, reader.CopyString(text)));
            return hash.ToHashCode();
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidDataException($"Expected metadata in Unicode, got \"{Excerpt.Of(reader.ValueSpan)}\".", exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    private void CheckOnce()
    {
        for (int index = 1; index < _hashes.Length; index++)
        {
            if (_hashes[index] == _hashes[index - 1] && Text(_places[index].Key) is { } key && key == Text(_places[index - 1].Key))
                throw new InvalidDataException($"Expected every key of the metadata once, got '{Excerpt.Of(key)}' twice.");
        }
    }

    private int Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var wanted = default(HashCode);
        wanted.AddBytes(System.Text.Encoding.UTF8.GetBytes(key));
        int hash = wanted.ToHashCode(), index = Array.BinarySearch(_hashes, hash);
        while (index > 0 && _hashes[index - 1] == hash)
            index--;
        for (; index >= 0 && index < _hashes.Length && _hashes[index] == hash; index++)
        {
            if (Text(_places[index].Key) == key)
                return index;
        }

        return -1;
    }

    private string Text(int place) => Text(_header, place);
}
