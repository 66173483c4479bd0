using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>Every layer can take what the layer before it makes. Why it cannot is up to the layer.</summary>
internal sealed class ShapeRule() : Rule(Descriptors.Shape)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        foreach (OutlineItem item in outline.Layers.Where(item => !item.Attribute.IsMalformed))
        {
            if (item is not { Input: { } input, Output: null, Layer: { } layer and not Join } || layer.Arguments.Any())
                continue;

            OutlineItem source = outline.Before(item);
            yield return At(item, Title(item), layer.Misfit(input), $"'{source.Name}'", outline.Chain(item), Hint(outline, item)) with { Related = new([source.Index]) };
        }
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline)
    {
        OutlineItem item = outline.Items[problem.Attribute];
        if (item.Input!.Size <= int.MaxValue && item.Layer!.Output(new Shape((int)item.Input.Size)) is not null)
            yield return new Fix(Edit.InsertBefore, item.Index, nameof(Flatten));
        foreach (Fix fix in ShapeRemedies.For(outline, item))
            yield return fix;
    }

    /// <summary>What was probably meant, where that is known.</summary>
    private static string Hint(Outline outline, OutlineItem item)
    {
        if (ChannelsFirst.Cause(outline, item) is { Output: { } shape })
            return $"; images are height, width, channels: did you mean [Input({ChannelsFirst.Written(shape)})]?";
        return SequenceRemedies.LastStepOf(outline, item) is { } memory ? $"; '{memory.Name}' returns its last step alone, and with ReturnSequence = true all of them" : string.Empty;
    }
}
