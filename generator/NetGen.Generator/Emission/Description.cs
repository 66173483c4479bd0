using System.Text;
using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Emission;

/// <summary>A network in words: one table for the hover text, the file's header and the fingerprint.</summary>
internal static class Description
{
    /// <summary>The documentation of the class, which an editor shows for its name.</summary>
    public static IEnumerable<string> Documentation(NetworkGraph graph) =>
    [
        "<remarks>",
        $"{Numbers.Grouped(graph.ParameterCount)} parameters, {Numbers.Grouped(graph.MultiplyAdds)} multiply-adds a sample.",
        "<code>",
        .. Table(graph, isFolded: false),
        "</code>",
        "</remarks>",
    ];

    /// <summary>What a debugger shows in place of the members.</summary>
    public static string DebuggerView(NetworkGraph graph, string what = "") =>
        $"[global::System.Diagnostics.DebuggerDisplay(\"{graph.Declaration.Type.Name}{what}: {graph.Input} -> {graph.Output}, {Numbers.Grouped(graph.ParameterCount)} parameters\")]";

    /// <summary>The network in the head of its file.</summary>
    public static IEnumerable<string> Drawing(NetworkGraph graph)
    {
        yield return graph.Declaration.Type.Name;
        foreach (string line in Table(graph, isFolded: true))
            yield return "    " + line;
        if (graph.Loss is { } loss)
            yield return $"    {loss.Kind}: {loss.Formula}{(graph.IsFused ? $", computed on the input of {graph.Nodes[graph.Nodes.Count - 1].Name}" : string.Empty)}";
    }

    /// <summary>Layers, output shapes, parameters and multiply-adds, in columns.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="isFolded">Whether an activation or the like stands in the row of the layer before it.</param>
    private static IEnumerable<string> Table(NetworkGraph graph, bool isFolded)
    {
        List<string[]> rows = [["layer", string.Empty, "output", "parameters", "multiply-adds"], ["Input", string.Empty, graph.Input.ToString(), "0", "0"]];
        for (int place = 0; place < graph.Nodes.Count; place++)
        {
            Node node = graph.Nodes[place];
            if (isFolded && place > 0 && IsPlain(graph, place))
                rows[rows.Count - 1][0] += ", " + node.Name;
            else
                rows.Add([node.Name, node.Layer.Sketch, node.Output.ToString(), Numbers.Grouped(ParameterCount(node)), Numbers.Grouped(node.Layer.MultiplyAdds(node.Input))]);
        }

        rows.Add(["in all", string.Empty, string.Empty, Numbers.Grouped(graph.ParameterCount), Numbers.Grouped(graph.MultiplyAdds)]);

        int[] widths = Enumerable.Range(0, 5).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return rows.Select(row =>
            $"{row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadRight(widths[2])}  {row[3].PadLeft(widths[3])}  {row[4].PadLeft(widths[4])}");
    }

    /// <summary>Whether a layer keeps the shape of what the layer before it gives, and costs nothing that the table counts.</summary>
    private static bool IsPlain(NetworkGraph graph, int place)
    {
        Node node = graph.Nodes[place];
        return node.Sources.Count == 1 && node.Sources[0] == place - 1 && node.Output == node.Input && node.OwnParameters.Count == 0 && node.Layer.MultiplyAdds(node.Input) == 0;
    }

    public static long ParameterCount(Node node) => node.OwnParameters.Sum(parameter => parameter.Spec.Shape.Size);

    /// <summary>
    /// A hash of what makes parameters interchangeable: kinds, names, shapes and number type. FNV-1a, 64 bits.
    /// </summary>
    public static string Fingerprint(NetworkGraph graph)
    {
        StringBuilder text = new();
        text.Append(graph.Declaration.Precision).Append('|').Append(graph.Input);
        for (int place = 0; place < graph.Nodes.Count; place++)
        {
            Node node = graph.Nodes[place];
            text.Append('|').Append(node.Name).Append(':').Append(node.Layer.Kind).Append(':').Append(node.Output).Append(Sources(graph, place));
            if (node.Owner is not null)
                text.Append('=').Append(node.Owner);
            foreach (NodeParameter parameter in node.OwnParameters)
                text.Append(':').Append(parameter.Spec.Name).Append(parameter.Spec.Shape);
        }

        return Fnv.Hash(text.ToString());
    }

    /// <summary>What a layer reads, where that is not the layer before it.</summary>
    private static string Sources(NetworkGraph graph, int place)
    {
        EquatableArray<int> sources = graph.Nodes[place].Sources;
        return sources.Count == 1 && sources[0] == place - 1
            ? string.Empty
            : "<" + string.Join(",", sources.Select(source => source == Node.NetworkInput ? "input" : graph.Nodes[source].Name));
    }
}
