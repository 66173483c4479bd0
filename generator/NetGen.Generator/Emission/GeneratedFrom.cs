using System.Reflection;

namespace NetGen.Generator.Emission;

/// <summary>What marks code as generated: by what, and that tests of the project need not cover it.</summary>
internal static class GeneratedFrom
{
    /// <summary>The version of the generator, without the commit that builds of the library add.</summary>
    public static string Version { get; } = typeof(GeneratedFrom).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The attributes of each generated method and type: on the class they would cover what its author wrote as well.</summary>
    public static string Attributes { get; } = $"[GeneratedCode(\"NetGen\", \"{Version}\"), ExcludeFromCodeCoverage]";

    /// <summary>The same where no namespace is imported.</summary>
    public static string FullAttributes { get; } = $"[global::System.CodeDom.Compiler.GeneratedCode(\"NetGen\", \"{Version}\"), global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage]";

    /// <summary>Writes them above every method, property and type among lines that are the members of a class.</summary>
    /// <param name="lines">The lines, without the indentation of the members.</param>
    /// <param name="attributes">What to write.</param>
    public static IEnumerable<string> Mark(IEnumerable<string> lines, string attributes)
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
                int comments = above.Count(other => other.StartsWith("///", StringComparison.Ordinal));
                above.Insert(comments, attributes);
            }

            foreach (string waiting in above)
                yield return waiting;
            above.Clear();
            yield return line;
        }
    }

    /// <summary>Whether a line opens a member that can be marked: fields need no coverage, and the rest of a member is indented, or a brace.</summary>
    private static bool IsMember(string line) =>
        line.Length > 0 && (char.IsLetter(line[0]) || line[0] is '_' or '@') && !line.StartsWith("where ", StringComparison.Ordinal) && !IsField(line);

    private static bool IsField(string line)
    {
        string head = line.Split(["=>"], StringSplitOptions.None)[0].Split('(')[0];
        return head.Contains(" = ") || (head.Length == line.Length && line.EndsWith(";", StringComparison.Ordinal));
    }
}
