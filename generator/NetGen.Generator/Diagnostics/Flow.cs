using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>What leads where in an outline.</summary>
internal static class Flow
{
    /// <summary>What the outputs are made of, back to the inputs, by index.</summary>
    /// <param name="outline">The outline, with at least one layer.</param>
    /// <param name="passes">Whether to go on to what an item reads.</param>
    public static HashSet<int> ToOutputs(Outline outline, Func<OutlineItem, bool> passes) => outline.Outputs.Any()
        ? Behind(outline, outline.Outputs.SelectMany(output => output.Sources), passes)
        : Behind(outline, outline.Layers.LastOrDefault() is { } last ? [last.Index] : [], passes);

    /// <summary>Some items and what they are made of, by index.</summary>
    public static HashSet<int> Behind(Outline outline, IEnumerable<int> items, Func<OutlineItem, bool> passes)
    {
        HashSet<int> reached = [];
        Stack<int> open = new(items);
        while (open.Count > 0)
        {
            int index = open.Pop();
            if (!reached.Add(index) || !passes(outline.Items[index]))
                continue;
            foreach (int source in outline.Items[index].Sources)
                open.Push(source);
        }

        return reached;
    }

    /// <summary>The layers and outputs that read an item.</summary>
    public static IEnumerable<OutlineItem> Readers(Outline outline, OutlineItem item) =>
        outline.Layers.Concat(outline.Outputs).Where(reader => reader.Sources.Contains(item.Index));
}
