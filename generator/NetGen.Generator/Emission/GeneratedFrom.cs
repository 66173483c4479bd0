using System.Reflection;

namespace NetGen.Generator.Emission;

/// <summary>What marks code as generated: by what, and that tests of the project need not cover it.</summary>
internal static class GeneratedFrom
{
    private const string Uncovered = "ExcludeFromCodeCoverage";

    /// <summary>The version of the generator, without the commit that builds of the library add.</summary>
    public static string Version { get; } = typeof(GeneratedFrom).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static string Generated => $"GeneratedCode(\"NetGen\", \"{Version}\")";

    /// <summary>
    /// Writes attributes above every method, property and type among lines that are the members of a class; on the class they would
    /// cover what its author wrote as well. By what a member was generated matters where others see it.
    /// </summary>
    /// <param name="lines">The lines, without the indentation of the members.</param>
    /// <param name="isImported">Whether the namespaces of the attributes are.</param>
    public static IEnumerable<string> Mark(IEnumerable<string> lines, bool isImported)
    {
        List<string> above = [];
        foreach (string line in lines)
        {
            // Comments and attributes of a member; they come first where a member begins.
            if (line.StartsWith("///", StringComparison.Ordinal) || line.StartsWith("[", StringComparison.Ordinal))
            {
                above.Add(line);
                continue;
            }

            if (IsMember(line))
            {
                int place = above.TakeWhile(other => other.StartsWith("///", StringComparison.Ordinal)).Count();
                string marks = Attributes(line.StartsWith("private ", StringComparison.Ordinal), isImported);
                if (place < above.Count)
                    above[place] = $"[{marks}, {above[place].Substring(1)}";
                else
                    above.Add($"[{marks}]");
            }

            foreach (string waiting in above)
                yield return waiting;
            above.Clear();
            yield return line;
        }
    }

    private static string Attributes(bool isPrivate, bool isImported) => (isPrivate, isImported) switch
    {
        (true, true) => Uncovered,
        (true, false) => $"global::System.Diagnostics.CodeAnalysis.{Uncovered}",
        (false, true) => $"{Generated}, {Uncovered}",
        (false, false) => $"global::System.CodeDom.Compiler.{Generated}, global::System.Diagnostics.CodeAnalysis.{Uncovered}",
    };

    /// <summary>Whether a line opens a member that can be marked: fields need no coverage, and the rest of a member is indented, or a brace.</summary>
    private static bool IsMember(string line) =>
        line.Length > 0 && (char.IsLetter(line[0]) || line[0] is '_' or '@') && !line.StartsWith("where ", StringComparison.Ordinal) && !IsField(line);

    private static bool IsField(string line)
    {
        string head = line.Split(["=>"], StringSplitOptions.None)[0].Split('(')[0];
        return head.Contains(" = ") || (head.Length == line.Length && line.EndsWith(";", StringComparison.Ordinal));
    }
}
