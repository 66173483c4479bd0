using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>What makes a layer fit its input, where that can be computed.</summary>
internal static class ShapeRemedies
{
    /// <summary>Numbers of groups that are tried at most.</summary>
    private const int Patience = 4096;

    public static IEnumerable<Fix> For(Outline outline, OutlineItem item)
    {
        // Where the mistake is seen, nothing that hides it is offered.
        if (ChannelsFirst.Cause(outline, item) is { } image)
            return [ChannelsFirst.Turned(image)];
        Fix[] sequenced = [.. SequenceRemedies.For(outline, item)];
        if (sequenced.Length > 0)
            return sequenced;
        return
        [
            .. Unflattened(outline, item),
            .. Reshaped(outline, item),
            .. item is { Layer: IWindowed { Window: var window }, Input: { } input } && input.Rank == window.Dimensions + 1 ? WindowRemedies.ForFitting(outline, item, window) : [],
            .. Regrouped(outline, item),
            .. Divided(outline, item),
            .. Resized(outline, item),
        ];
    }

    /// <summary>A flatten that came too early moves behind the layer, or goes.</summary>
    private static IEnumerable<Fix> Unflattened(Outline outline, OutlineItem item)
    {
        if (outline.Before(item) is not { Layer: Flatten, Input: { } whole } flatten || item.Layer!.Output(whole) is not { } output)
            yield break;
        Layer[] above = outline.Layers.Where(layer => layer.Index > item.Index).Select(layer => layer.Layer!).ToArray();
        bool isNeeded = !Follow(above, output) && Follow(above, new Shape((int)output.Size));
        Change removal = new(Edit.Remove, flatten.Index);
        yield return isNeeded ? new Fix(removal, new Change(Edit.InsertAfter, item.Index, nameof(Flatten))) : new Fix(removal);
    }

    /// <summary>Numbers that lack their channels, or an image that was written as a vector, become an image.</summary>
    private static IEnumerable<Fix> Reshaped(Outline outline, OutlineItem item)
    {
        if (outline.Before(item).Layer is Flatten || item is not { Layer: { } layer, Input: { } input })
            return [];
        int side = (int)Math.Round(Math.Sqrt(input.Size));
        Shape[] shapes = input.Rank switch
        {
            1 when side > 1 && side * side == input.Size => [new Shape(side, side, 1), new Shape(input.Channels, 1)],
            1 => [new Shape(input.Channels, 1)],
            2 => [new Shape(input.Extents[0], input.Extents[1], 1)],
            _ => [],
        };
        return shapes
            .Where(shape => layer.Output(shape) is not null)
            .Take(1)
            .Select(shape => new Fix(Edit.InsertBefore, item.Index, $"Reshape({string.Join(", ", shape.Extents.Select(extent => Numbers.Text(extent)))})"));
    }

    /// <summary>The most groups below those asked for that divide both sides.</summary>
    private static IEnumerable<Fix> Regrouped(Outline outline, OutlineItem item)
    {
        int groups = item.Attribute.Int("Groups", 1);
        Trial trial = new(outline, item);
        Candidate now = new(item.Index, item.Attribute);
        return Enumerable.Range(1, Patience)
            .Select(less => Math.Min(groups, item.Input!.Channels + 1) - less)
            .TakeWhile(fewer => fewer >= 1)
            .Select(fewer => now.Set("Groups", fewer))
            .Where(candidate => trial.Fits(candidate.Attribute))
            .Take(1)
            .Select(candidate => candidate.Fix);
    }

    /// <summary>The nearest number of heads that divides the features.</summary>
    private static IEnumerable<Fix> Divided(Outline outline, OutlineItem item)
    {
        if (item is not { Layer: SelfAttention { Heads: >= 1 } attention, Input: { Rank: 2 } input })
            return [];
        Trial trial = new(outline, item);
        Candidate now = new(item.Index, item.Attribute);
        return Enumerable.Range(1, Math.Min(Patience, input.Channels))
            .Where(heads => input.Channels % heads == 0)
            .OrderBy(heads => Math.Abs(heads - attention.Heads))
            .Select(heads => now.Set("heads", heads))
            .Where(candidate => trial.Fits(candidate.Attribute))
            .Take(1)
            .Select(candidate => candidate.Fix);
    }

    /// <summary>The one extent of a new shape that makes its size right.</summary>
    private static IEnumerable<Fix> Resized(Outline outline, OutlineItem item)
    {
        if (item is not { Layer: Reshape, Attribute: var attribute, Input: { } input })
            yield break;
        Trial trial = new(outline, item);
        // From behind: the channels are what one counts wrong most often.
        foreach (Argument argument in attribute.Positional.Reverse())
        {
            long others = attribute.Positional.Where(other => other != argument).Aggregate(1L, (product, other) => product * (int)other.Value!);
            if (others > input.Size || input.Size % others != 0)
                continue;
            Candidate candidate = new Candidate(item.Index, attribute).Set(argument.Name, (int)(input.Size / others));
            if (trial.Helps(candidate.Attribute))
                yield return candidate.Fix;
        }
    }

    private static bool Follow(IEnumerable<Layer> layers, Shape shape)
    {
        Shape? current = shape;
        foreach (Layer layer in layers)
        {
            if (current is null || layer.Arguments.Any())
                return false;
            current = layer.Output(current);
        }

        return current is not null;
    }
}
