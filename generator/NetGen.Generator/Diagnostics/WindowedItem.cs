using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>A layer that slides a window over an input that it fits, and what it reads of it.</summary>
internal sealed record WindowedItem(OutlineItem Item, WindowArguments Arguments, Window[] Windows)
{
    private static readonly string[] s_image = ["row", "column"];
    private static readonly string[] s_sequence = ["step"];

    /// <summary>What is read along each extent.</summary>
    public Coverage[] Coverages { get; } = Windows.Select(Coverage.Of).ToArray();

    /// <summary>What the extents count: rows and columns, or steps.</summary>
    public string[] Units => Windows.Length == 1 ? s_sequence : s_image;

    /// <summary>Whether it only picks pixels.</summary>
    public bool IsSampling => Windows.All(window => window.Kernel == 1);

    public bool HasGaps => Enumerable.Range(0, Windows.Length).Any(IsGap);

    /// <summary>Whether everything is read.</summary>
    public bool IsWhole => Coverages.All(coverage => coverage.IsWhole);

    public static IEnumerable<WindowedItem> All(Outline outline) => outline.Layers.Select(Of).Where(item => item is not null).Select(item => item!);

    public static WindowedItem? Of(OutlineItem item) =>
        item is { Layer: IWindowed { Window: var arguments }, Input: { } input, Output: not null } ? new WindowedItem(item, arguments, arguments.Over(input)) : null;

    /// <summary>Whether the stride along an extent steps over something. What it leaves behind the last window then is one more such step.</summary>
    public bool IsGap(int dimension) =>
        Coverages[dimension].Gaps > 0 || (Windows[dimension].Stride > Windows[dimension].Reach && Coverages[dimension].Rest > 0);

    /// <summary><c>the last row</c>, <c>the last 2 columns</c>.</summary>
    public string Last(int dimension, int count) => count == 1 ? $"the last {Units[dimension]}" : $"the last {Count(dimension, count)}";

    /// <summary><c>1 row</c>, <c>2 columns</c>.</summary>
    public string Count(int dimension, int count) => $"{Numbers.Grouped(count)} {Units[dimension]}{(count == 1 ? string.Empty : "s")}";
}
