using NetGen.Generator.Declaration;

namespace NetGen.Generator;

/// <summary>Names of generated files. The compiler compares them without case, so classes whose names differ by case alone meet there.</summary>
internal static class HintNames
{
    private const string Extension = ".g.cs";

    /// <summary>The names that several files have, in lower case and in order.</summary>
    public static EquatableArray<string> Clashes(IEnumerable<string> names) => names
        .GroupBy(name => name.ToLowerInvariant(), StringComparer.Ordinal)
        .Where(group => group.Skip(1).Any())
        .Select(group => group.Key)
        .OrderBy(name => name, StringComparer.Ordinal)
        .ToEquatableArray();

    /// <summary>The name of a file, with a hash of its owner where another file has the name.</summary>
    public static string Unique(GeneratedFile file, EquatableArray<string> clashes) => clashes.Contains(file.HintName.ToLowerInvariant())
        ? $"{file.HintName.Substring(0, file.HintName.Length - Extension.Length)}.{Fnv.Hash(file.Owner)}{Extension}"
        : file.HintName;
}
