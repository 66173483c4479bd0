using System.Collections.Immutable;
using System.Text.Json;

namespace NetGen.Course.Tests.Cases;

/// <summary>The worked problems of the course, as <c>cases.json</c> has them.</summary>
internal static class CaseFile
{
    private static readonly ImmutableDictionary<string, JsonElement> Cases = Read();

    /// <summary>The ids of all cases.</summary>
    public static IEnumerable<string> Ids => Cases.Keys;

    /// <summary>One case as it stands in the file.</summary>
    public static JsonElement Get(string id) => Cases[id];

    private static ImmutableDictionary<string, JsonElement> Read()
    {
        using Stream stream = typeof(CaseFile).Assembly.GetManifestResourceStream("cases.json")!;
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateArray().ToImmutableDictionary(@case => @case.GetProperty("id").GetString()!, @case => @case.Clone());
    }
}
