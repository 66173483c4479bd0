using System.Reflection;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>The one list of wrong declarations: all that the tests of the rules hand to <see cref="AnalyzerHarness.Reports"/>, and the wrong examples of the pages.</summary>
internal static class WrongDeclarations
{
    private static readonly AsyncLocal<bool> s_isCollecting = new();

    /// <summary>Whether tests run to be asked for their declarations alone.</summary>
    public static bool IsCollecting => s_isCollecting.Value;

    public static IReadOnlyList<string> All => [.. OfRules().Concat(OfPages()).Distinct()];

    private static List<string> OfRules()
    {
        s_isCollecting.Value = true;
        List<string> found = [];
        foreach (Type type in typeof(WrongDeclarations).Assembly.GetTypes().Where(type => type.Name.EndsWith("RuleTests", StringComparison.Ordinal) || type == typeof(LessonTests)))
        {
            object tests = Activator.CreateInstance(type)!;
            foreach (MethodInfo method in type.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null))
                found.AddRange(Rows(method).Select(row => Declaration(tests, method, row)).OfType<string>());
        }

        s_isCollecting.Value = false;
        return found;
    }

    private static IEnumerable<object?[]> Rows(MethodInfo method) => method.GetParameters().Length == 0
        ? [[]]
        : method.GetCustomAttributes<InlineDataAttribute>().SelectMany(data => data.GetData(method)).Select(row => Padded(row, method.GetParameters()));

    /// <summary>A row with what follows its last value: the rest in an array, or defaults.</summary>
    private static object?[] Padded(object?[] row, ParameterInfo[] parameters)
    {
        if (parameters[^1].GetCustomAttribute<ParamArrayAttribute>() is not null && !(row.Length == parameters.Length && row[^1] is string[]))
            return [.. row.Take(parameters.Length - 1), row.Skip(parameters.Length - 1).Cast<string>().ToArray()];
        return [.. row, .. parameters.Skip(row.Length).Select(parameter => parameter.DefaultValue)];
    }

    private static string? Declaration(object tests, MethodInfo method, object?[] row)
    {
        try
        {
            method.Invoke(tests, row);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is CollectedException collected)
        {
            return collected.Declaration;
        }

        return null;
    }

    private static IEnumerable<string> OfPages() =>
        from page in Directory.GetFiles(DocumentationTests.Pages, "NETGEN*.md").Order(StringComparer.Ordinal)
        let parts = File.ReadAllText(page).ReplaceLineEndings("\n").Split("```csharp\n")
        // That of a fault of the generator has no example.
        where parts.Length > 1
        select parts[1][..parts[1].IndexOf("```", StringComparison.Ordinal)];
}
