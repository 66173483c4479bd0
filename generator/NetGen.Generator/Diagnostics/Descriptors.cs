namespace NetGen.Generator.Diagnostics;

/// <summary>
/// Every diagnostic, in the order of the ids: 1xx the declaration, 2xx shapes, 3xx the graph, 4xx training choices that are
/// legal but known to fail, 5xx cost, 6xx weights in the program, a file for each hundred. Each diagnostic has a page that its help link opens.
/// </summary>
internal static partial class Descriptors
{
    /// <summary>Where the pages are: in the repository whose address the build knows.</summary>
    private const string Pages = Repository.Url + "/blob/main/generator/docs/";
}
