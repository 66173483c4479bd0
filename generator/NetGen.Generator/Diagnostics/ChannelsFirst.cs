using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>Images whose channels seem to come first.</summary>
internal static class ChannelsFirst
{
    /// <summary>The channels of common images, and a side that no channels have by chance.</summary>
    private const int MostChannels = 4, LeastSide = 8;

    /// <summary>Whether an input looks as if it were channels, height, width: few rows, and as many columns as channels.</summary>
    public static bool IsLikely(OutlineItem item) =>
        item is { IsInput: true, Output: { Rank: 3 } shape }
        && shape.Extents[0] <= MostChannels && shape.Extents[1] >= LeastSide && shape.Extents[1] == shape.Extents[2];

    /// <summary>Whether a window slides along rows and columns alike, and is no single pixel.</summary>
    public static bool IsSquare(WindowArguments window) => window.Dimensions == 2 && window.Kernel(0) == window.Kernel(1) && window.Kernel(0) > 1;

    /// <summary>The input that a layer's image comes from, through images alone.</summary>
    public static OutlineItem? Origin(Outline outline, OutlineItem layer)
    {
        OutlineItem current = outline.Before(layer);
        while (current is { Layer: not null, Sources.Count: > 0, Output.Rank: 3 })
            current = outline.Items[current.Sources[0]];
        return current.IsInput ? current : null;
    }

    /// <summary>The input that is the cause of what is wrong with a window: its rows are channels. Null where it is not.</summary>
    public static OutlineItem? Cause(Outline outline, OutlineItem layer) =>
        layer is { Layer: IWindowed { Window: var window }, Input.Rank: 3 } && IsSquare(window) && Origin(outline, layer) is { IsWritten: true } input && IsLikely(input) ? input : null;

    /// <summary>The extents as they should be, as they are written.</summary>
    public static string Written(Shape shape) => string.Join(", ", Order(shape).Select(extent => Numbers.Text(extent)));

    /// <summary>Writes the extents of an input in their order.</summary>
    public static Fix Turned(OutlineItem input)
    {
        Candidate turned = Candidate(input);
        return turned.Fix with { Title = $"Replace Input({string.Join(", ", input.Output!.Extents)}) by Input({Written(input.Output)})" };
    }

    /// <summary>The input with its extents in their order.</summary>
    public static Candidate Candidate(OutlineItem input)
    {
        Candidate turned = new(input.Index, input.Attribute);
        int[] extents = Order(input.Output!);
        for (int i = 0; i < extents.Length; i++)
            turned = turned.Set(input.Attribute.Positional[i].Name, extents[i]);
        return turned;
    }

    private static int[] Order(Shape shape) => [shape.Extents[1], shape.Extents[2], shape.Extents[0]];
}
