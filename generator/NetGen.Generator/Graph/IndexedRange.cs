using NetGen.Generator.Declaration;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Graph;

/// <summary>Neighbouring numbers of a sample that a layer takes for indices: as they come, or moved about by layers that compute nothing.</summary>
/// <param name="Start">The first of them.</param>
/// <param name="Length">How many.</param>
/// <param name="Below">What each must be below.</param>
internal sealed record IndexedRange(int Start, int Length, int Below)
{
    /// <summary>The ranges of a network, each once, in the order of the sample for each layer.</summary>
    public static IReadOnlyList<IndexedRange> Of(NetworkGraph graph)
    {
        List<IndexedRange> ranges = [];
        foreach (Node node in graph.Nodes)
        {
            if (node.Layer.IndicesBelow is { } below && Origins(graph, node.Sources[0]) is { } origins)
                ranges.AddRange(Runs(origins.Where(place => place >= 0).Distinct().OrderBy(place => place), below));
        }

        return [.. ranges.Distinct()];
    }

    /// <summary>Which number of the sample each number of a value is; null where it is computed.</summary>
    private static int[]? Origins(NetworkGraph graph, int place)
    {
        if (place == Node.NetworkInput)
            return [.. Enumerable.Range(0, (int)graph.Input.Size)];
        Node node = graph.Nodes[place];
        Shape[] inputs = [.. node.Sources.Select(source => source == Node.NetworkInput ? graph.Input : graph.Nodes[source].Output)];
        if (node.Layer.Copies(inputs) is not { } copies)
            return null;
        int[]?[] sources = [.. node.Sources.Select(source => Origins(graph, source))];
        if (sources.Any(source => source is null))
            return null;
        int[] all = [.. sources.SelectMany(source => source!)];
        return [.. copies.Select(copy => copy < 0 ? -1 : all[copy])];
    }

    private static IEnumerable<IndexedRange> Runs(IEnumerable<int> places, int below)
    {
        IndexedRange? run = null;
        foreach (int place in places)
        {
            if (run is not null && place == run.Start + run.Length)
            {
                run = run with { Length = run.Length + 1 };
                continue;
            }

            if (run is not null)
                yield return run;
            run = new IndexedRange(place, 1, below);
        }

        if (run is not null)
            yield return run;
    }
}
