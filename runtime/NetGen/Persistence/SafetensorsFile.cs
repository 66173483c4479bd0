using System.Collections.Immutable;
using System.Numerics;
using System.Security.Cryptography;

namespace NetGen;

/// <summary>
/// A safetensors file in memory, whoever wrote it: its tensors by name, with their shapes and number types, and their numbers in the type
/// that is asked for. For models from elsewhere, whose tensors have other names or another order of axes than a network here.
/// </summary>
/// <remarks>
/// All is checked when the file is read: the header, the places of the tensors, and the hash of the numbers where <see cref="Safetensors"/>
/// has written one. Numbers of the types F64, F32, F16, BF16, F8_E5M2, F8_E4M3, I64 to I8, U64 to U8 and BOOL can be read; tensors of other
/// types are listed.
/// </remarks>
/// <example>
/// <code>
/// SafetensorsFile file = SafetensorsFile.Read("model.safetensors");
/// foreach (SafetensorsEntry tensor in file.Tensors)
///     Console.WriteLine(tensor);                          // fc1.weight: BF16 [64, 16]
/// float[] weights = file.Numbers&lt;float&gt;("fc1.weight");  // 1,024 numbers, row-major
/// </code>
/// </example>
public sealed class SafetensorsFile
{
    private readonly SafetensorsHeader _header;

    /// <summary>The bytes of each tensor, by name as the entries of the header are.</summary>
    private readonly ReadOnlyMemory<byte>[] _bytes;

    private SafetensorsFile(SafetensorsHeader header, SafetensorsEntry[] order, ReadOnlyMemory<byte>[] bytes)
    {
        _header = header;
        Tensors = [.. order];
        Array.Sort(Array.ConvertAll(order, entry => entry.Name), bytes, StringComparer.Ordinal);
        _bytes = bytes;
    }

    /// <summary>The tensors, in the order of their numbers in the file.</summary>
    public ImmutableArray<SafetensorsEntry> Tensors { get; }

    /// <summary>The texts of the metadata; empty if there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">This is no safetensors file, or it is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafetensorsFile Read(string path)
    {
        using FileStream file = DataFile.OpenExisting(path);
        return Read(file);
    }

    /// <summary>Reads a stream, up to its end.</summary>
    /// <param name="stream">Where from.</param>
    /// <exception cref="InvalidDataException">This is no safetensors file, or it is damaged.</exception>
    public static SafetensorsFile Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ReadAsync(new StreamSource(stream)).Result();
    }

    /// <summary>Reads a file in memory. Its bytes are not copied, and must not change as long as the result is used.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <exception cref="InvalidDataException">This is no safetensors file, or it is damaged.</exception>
    public static SafetensorsFile Read(ReadOnlyMemory<byte> file) => ReadAsync(new MemorySource(file)).Result();

    /// <summary>Reads a stream that is read asynchronously, up to its end.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="cancellation">Ends reading.</param>
    /// <exception cref="InvalidDataException">This is no safetensors file, or it is damaged.</exception>
    public static async Task<SafetensorsFile> ReadAsync(Stream stream, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return await ReadAsync(new StreamSource(stream, isAsync: true, cancellation)).ConfigureAwait(false);
    }

    /// <summary>Whether there is a tensor of a name.</summary>
    public bool Contains(string name) => _header.IndexOf(name) >= 0;

    /// <summary>The tensor of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public SafetensorsEntry this[string name] => Find(name).Entry;

    /// <summary>The bytes of a tensor, little-endian, row-major.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public ReadOnlyMemory<byte> Bytes(string name) => Find(name).Bytes;

    /// <summary>
    /// The numbers of a tensor, row-major, converted as by a cast: rounded to the nearest where the type asked for has fewer digits.
    /// </summary>
    /// <typeparam name="T">The type asked for, such as <see cref="float"/>, <see cref="double"/> or <see cref="long"/>.</typeparam>
    /// <param name="name">The name of the tensor.</param>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    /// <exception cref="NotSupportedException">Its type cannot be read.</exception>
    public T[] Numbers<T>(string name)
        where T : unmanaged, INumberBase<T>
    {
        SafetensorsEntry entry = Find(name).Entry;
        SafetensorsNumbers.CheckReadable(entry.Type);
        var numbers = new T[entry.Length];
        CopyTo<T>(name, numbers);
        return numbers;
    }

    /// <summary>Copies the numbers of a tensor, as <see cref="Numbers{T}"/> gives them.</summary>
    /// <param name="name">The name of the tensor.</param>
    /// <param name="destination">As many numbers as it has.</param>
    /// <exception cref="ArgumentException">There is another number of them.</exception>
    /// <exception cref="KeyNotFoundException">There is no tensor of this name.</exception>
    /// <exception cref="NotSupportedException">Its type cannot be read.</exception>
    public void CopyTo<T>(string name, Span<T> destination)
        where T : unmanaged, INumberBase<T>
    {
        (SafetensorsEntry entry, ReadOnlyMemory<byte> bytes) = Find(name);
        if (destination.Length != entry.Length)
            throw new ArgumentException(
                $"Expected room for the {entry.Length} numbers of '{name}', got {destination.Length}.", nameof(destination));
        SafetensorsNumbers.Convert(entry.Type, bytes.Span, destination);
    }

    private static async ValueTask<SafetensorsFile> ReadAsync(ByteSource source)
    {
        SafetensorsHeader header = await SafetensorsHeader.ReadAsync(source).ConfigureAwait(false);
        using IncrementalHash? hash = SafetensorsChecksum.Begin(header.Metadata);
        SafetensorsEntry[] order = header.InFileOrder(source);
        var bytes = new ReadOnlyMemory<byte>[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            bytes[i] = await source.TakeAsync(order[i].ByteLength, order[i].Name).ConfigureAwait(false);
            hash?.AppendData(bytes[i].Span);
        }

        if (await source.HasMoreAsync().ConfigureAwait(false))
            throw new InvalidDataException(
                $"Expected the file to end after {(order.Length == 0 ? 0 : order[^1].End)} bytes of numbers, got more.");
        SafetensorsChecksum.Check(hash, header.Metadata);
        return new SafetensorsFile(header, order, bytes);
    }

    private (SafetensorsEntry Entry, ReadOnlyMemory<byte> Bytes) Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        int index = _header.IndexOf(name);
        return index >= 0
            ? (_header.Entries[index], _bytes[index])
            : throw new KeyNotFoundException(
                $"Expected a tensor among {Excerpt.OfNames(_header.Entries.Select(entry => entry.Name))}, got '{name}'.");
    }
}
