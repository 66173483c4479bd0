using System.Security.Cryptography;
using System.Text;

namespace NetGen;

/// <summary>
/// Hashes in the metadata of a file, which tell a damaged file from one that was saved. One is over the bytes of the numbers, one over the
/// other entries of the metadata. A file without them, written elsewhere, is not checked.
/// </summary>
internal static class SafetensorsChecksum
{
    /// <summary>The key of the SHA-256 of all bytes behind the header, in hexadecimal.</summary>
    public const string NumbersKey = "netgen.sha256";

    /// <summary>
    /// The key of the exclusive or of the SHA-256 of every other entry, its key and its value with a zero byte between: other programs may
    /// write entries in another order.
    /// </summary>
    public const string MetadataKey = "netgen.metadata.sha256";

    /// <summary>A hash to feed with the bytes of the numbers; null where the file has none to compare it with.</summary>
    public static IncrementalHash? Begin(IReadOnlyDictionary<string, string> metadata) =>
        metadata.ContainsKey(NumbersKey) ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;

    /// <summary>Compares the hashes that a file has with those of what was read.</summary>
    /// <param name="numbers">The hash of <see cref="Begin"/>, fed with all bytes behind the header.</param>
    /// <param name="metadata">The metadata.</param>
    /// <exception cref="InvalidDataException">They differ, or stand under names that are damaged.</exception>
    public static void Check(IncrementalHash? numbers, IReadOnlyDictionary<string, string> metadata)
    {
        if (numbers is not null)
            Compare(NumbersKey, Convert.ToHexStringLower(numbers.GetHashAndReset()), metadata);
        if (metadata.ContainsKey(MetadataKey))
            Compare(MetadataKey, OfMetadata(metadata), metadata);
        CheckNames(metadata);
    }

    /// <summary>
    /// A hash whose name is damaged would be no hash: a key that is nearly one of theirs, in place of it, is taken for damage.
    /// </summary>
    private static void CheckNames(IReadOnlyDictionary<string, string> metadata)
    {
        const int most = 64; // a header may have millions of entries; this library writes far fewer
        if (metadata.Count > most)
            return;
        foreach (string name in new[] { NumbersKey, MetadataKey }.Where(name => !metadata.ContainsKey(name)))
        {
            if (metadata.Keys.FirstOrDefault(key => IsNearly(key, name)) is { } damaged)
                throw new InvalidDataException(
                    $"Expected the key '{name}' in the metadata, got '{Excerpt.Of(damaged)}': the file is damaged.");
        }
    }

    /// <summary>Whether a key is a name with a few other letters.</summary>
    private static bool IsNearly(string key, string name)
    {
        const int letters = 4;
        return key.Length == name.Length && key.Zip(name).Count(pair => pair.First != pair.Second) <= letters;
    }

    /// <summary>The hash of the metadata, whatever order they are in.</summary>
    public static string OfMetadata(IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var all = new byte[SHA256.HashSizeInBytes];
        foreach ((string key, string value) in metadata)
        {
            if (key == MetadataKey)
                continue;
            byte[] one = SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\0{value}"));
            for (int i = 0; i < all.Length; i++)
                all[i] ^= one[i];
        }

        return Convert.ToHexStringLower(all);
    }

    private static void Compare(string key, string computed, IReadOnlyDictionary<string, string> metadata)
    {
        if (!string.Equals(metadata[key], computed, StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException(
                $"Expected the hash {Excerpt.Of(metadata[key])} that the file has as '{key}', got {computed}: the file is damaged.");
    }
}
