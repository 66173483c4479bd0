using System.Globalization;
using System.Text;

namespace NetGen.Generator.Declaration;

/// <summary>A hash of a text that is the same on every machine: FNV-1a, 64 bits.</summary>
internal static class Fnv
{
    public static string Hash(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (byte value in Encoding.UTF8.GetBytes(text))
            hash = unchecked((hash ^ value) * 1099511628211);
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
