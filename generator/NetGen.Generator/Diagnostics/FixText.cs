using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Diagnostics;

/// <summary>
/// Carries fixes from the analyzer to the editor. A diagnostic has nothing but text and places for that: each change is a line of the
/// text, and its attribute is named by its rank among the places.
/// </summary>
internal static class FixText
{
    private const char Separator = '|';

    /// <summary>The fixes of a problem as properties of its diagnostic.</summary>
    public static ImmutableDictionary<string, string?> Write(Problem problem, IEnumerable<Fix> fixes, ProblemPlaces places) => fixes
        .Select((fix, i) => new KeyValuePair<string, string?>(Key(i), string.Join("\n", fix.Changes.Select(change => Line(change, problem, places)))))
        .ToImmutableDictionary();

    /// <summary>The fixes of a diagnostic, in the order in which they are offered.</summary>
    public static IEnumerable<IReadOnlyList<PlacedChange>> Read(Diagnostic diagnostic)
    {
        for (int i = 0; diagnostic.Properties.TryGetValue(Key(i), out string? text) && text is not null; i++)
            yield return text.Split('\n').Select(Parse).ToArray();
    }

    private static string Key(int index) => "Fix" + Numbers.Text(index);

    private static string Line(Change change, Problem problem, ProblemPlaces places)
    {
        int place = change.Attribute == problem.Attribute ? 0 : 1 + problem.Related.ToList().IndexOf(change.Attribute);
        int argument = change.Argument.Length == 0 ? -1 : places.ArgumentIndex(change.Attribute, change.Argument);
        return string.Join(Separator.ToString(), change.Edit, Numbers.Text(place), Numbers.Text(argument), change.Argument, change.Written);
    }

    private static PlacedChange Parse(string line)
    {
        string[] parts = line.Split(Separator);
        return new PlacedChange((Edit)Enum.Parse(typeof(Edit), parts[0]), int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture), parts[3], parts[4]);
    }
}

/// <summary>A change as the editor meets it.</summary>
/// <param name="Edit">What is done.</param>
/// <param name="Place">0 for the attribute that is wrong, else 1 and up for the further places of the diagnostic.</param>
/// <param name="ArgumentIndex">Which of the attribute's arguments is meant; -1 for one that is not written.</param>
/// <param name="ArgumentName">The parameter or property whose value is meant.</param>
/// <param name="Written">What is written.</param>
internal sealed record PlacedChange(Edit Edit, int Place, int ArgumentIndex, string ArgumentName, string Written);
