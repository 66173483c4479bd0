using System.Text;
using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Emission;

/// <summary>A network in words: one table for the hover text, the file's header and the fingerprint.</summary>
internal static class Description
{
    /// <summary>The documentation of the class: a table of layers, shapes, parameters and costs.</summary>
    public static IEnumerable<string> Documentation(NetworkGraph graph)
    {
        yield return "<remarks>";
        yield return $"{Numbers.Grouped(graph.ParameterCount)} parameters, {Numbers.Grouped(graph.MultiplyAdds)} multiply-adds a sample.";
        yield return "<list type=\"table\">";
        yield return "<listheader><term>layer</term><description>output, parameters, multiply-adds</description></listheader>";
        yield return $"<item><term>Input</term><description>{graph.Input}</description></item>";
        foreach (Node node in graph.Nodes)
            yield return $"<item><term>{node.Name}</term><description>{node.Output}, {Numbers.Grouped(ParameterCount(node))}, {Numbers.Grouped(node.Layer.MultiplyAdds(node.Input))}</description></item>";
        yield return "</list>";
        yield return "</remarks>";
    }

    /// <summary>The network as a table of text.</summary>
    public static IEnumerable<string> Drawing(NetworkGraph graph)
    {
        List<string[]> rows = [["layer", "output", "parameters", "multiply-adds"], ["Input", graph.Input.ToString(), "0", "0"]];
        foreach (Node node in graph.Nodes)
            rows.Add([node.Name, node.Output.ToString(), Numbers.Grouped(ParameterCount(node)), Numbers.Grouped(node.Layer.MultiplyAdds(node.Input))]);
        rows.Add(["in all", string.Empty, Numbers.Grouped(graph.ParameterCount), Numbers.Grouped(graph.MultiplyAdds)]);

        int[] widths = Enumerable.Range(0, 4).Select(column => rows.Max(row => row[column].Length)).ToArray();
        yield return graph.Declaration.Type.Name;
        foreach (string[] row in rows)
            yield return $"    {row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadLeft(widths[2])}  {row[3].PadLeft(widths[3])}";
        if (graph.Loss is { } loss)
            yield return $"    {loss.Kind}: {loss.Formula}{(graph.IsFused ? $", computed on the input of {graph.Nodes[graph.Nodes.Count - 1].Name}" : string.Empty)}";
    }

    public static long ParameterCount(Node node) => node.Parameters.Sum(parameter => parameter.Spec.Shape.Size);

    /// <summary>
    /// A hash of what makes parameters interchangeable: kinds, names, shapes and number type. FNV-1a, 64 bits.
    /// </summary>
    public static string Fingerprint(NetworkGraph graph)
    {
        StringBuilder text = new();
        text.Append(graph.Declaration.Precision).Append('|').Append(graph.Input);
        foreach (Node node in graph.Nodes)
        {
            text.Append('|').Append(node.Name).Append(':').Append(node.Layer.Kind).Append(':').Append(node.Output);
            foreach (NodeParameter parameter in node.Parameters)
                text.Append(':').Append(parameter.Spec.Name).Append(parameter.Spec.Shape);
        }

        ulong hash = 14695981039346656037;
        foreach (byte value in Encoding.UTF8.GetBytes(text.ToString()))
            hash = unchecked((hash ^ value) * 1099511628211);
        return hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }
}
