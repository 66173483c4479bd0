using System.Text.RegularExpressions;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Schedules;

/// <summary>
/// The text of a method in which every size stands in both forms, as a number and by name, until it is known whether layers
/// of other sizes share it.
/// </summary>
internal static class SizedText
{
    private static readonly Regex s_either = new("\u0001([^\u0002]*)\u0002([^\u0003]*)\u0003([^\u0004]*)\u0004", RegexOptions.CultureInvariant);

    /// <summary>A place in a text: <paramref name="number"/> in a method of its own, <paramref name="formula"/> in one that is shared by layers that differ in any of <paramref name="names"/>.</summary>
    public static string Either(string number, string formula, IEnumerable<string> names) => $"\u0001{number}\u0002{formula}\u0003{string.Join(",", names)}\u0004";

    /// <summary>The text for one layer.</summary>
    public static string Numbers(string text) => s_either.Replace(text, match => match.Groups[1].Value);

    /// <summary>What texts that differ in their sizes alone have in common.</summary>
    public static string Skeleton(string text) => s_either.Replace(text, match => match.Groups[2].Value);

    /// <summary>The text for layers that differ in the sizes <paramref name="varying"/>; <paramref name="used"/> gets all names that it mentions.</summary>
    public static string Shared(string text, ISet<string> varying, ISet<string> used) => s_either.Replace(text, match =>
    {
        string[] names = match.Groups[3].Value.Split(',');
        if (!names.Any(varying.Contains))
            return match.Groups[1].Value;
        used.UnionWith(names);
        return match.Groups[2].Value;
    });
}
