using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>Recurrent layers that keep their last step alone, before a layer that takes them all.</summary>
internal static class SequenceRemedies
{
    /// <summary>The recurrent layer that a layer's vector is the last step of; null where it is none.</summary>
    public static OutlineItem? LastStepOf(Outline outline, OutlineItem item)
    {
        if (item is not { Input.IsVector: true, Output: null })
            return null;
        OutlineItem current = outline.Before(item);
        while (current is { Layer: not (null or WeightedLayer), Sources.Count: > 0, Output.IsVector: true })
            current = outline.Items[current.Sources[0]];
        return current.Layer is Recurrent { ReturnSequence: false } && Sequence(outline, current, item) is not null ? current : null;
    }

    /// <summary>Has the recurrent layers below return whole sequences, as many of a row as it takes.</summary>
    public static IEnumerable<Fix> For(Outline outline, OutlineItem item)
    {
        List<OutlineItem> memories = [];
        Outline current = outline;
        for (OutlineItem? wrong = item; wrong is not null && LastStepOf(current, wrong) is { } memory;)
        {
            memories.Add(memory);
            current = Sequence(current, memory, wrong)!;
            int place = wrong.Index;
            wrong = current.Layers.FirstOrDefault(layer => layer.Index > place && layer is { Layer: not Join, Input: not null, Output: null });
        }

        if (memories.Count == 0)
            yield break;
        string names = string.Join(" and ", memories.Select(memory => $"'{memory.Name}'"));
        yield return new Fix([.. memories.Select(memory => new Change(Edit.SetArgument, memory.Index, "true", "ReturnSequence"))])
        {
            Title = $"Set ReturnSequence to true on {names}",
        };
    }

    /// <summary>The outline where a recurrent layer returns its sequence, if a layer then fits.</summary>
    private static Outline? Sequence(Outline outline, OutlineItem memory, OutlineItem item)
    {
        if (!memory.IsWritten)
            return null;
        Outline changed = outline.With(memory.Place, new Candidate(memory.Index, memory.Attribute).Set("ReturnSequence", true, "true").Attribute);
        return changed.Items[item.Index].Output is null ? null : changed;
    }
}
