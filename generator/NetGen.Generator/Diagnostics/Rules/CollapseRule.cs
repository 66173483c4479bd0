using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>Between two linear layers there is something that is not linear. Without it they are one linear layer.</summary>
internal sealed class CollapseRule() : Lesson(Descriptors.Collapse)
{
    protected override IEnumerable<Problem> Judge(Outline outline)
    {
        OutlineItem? first = null;
        foreach (OutlineItem item in outline.Layers)
        {
            if (!item.Layer!.IsLinear)
            {
                first = null;
            }
            else if (item.Layer is WeightedLayer)
            {
                // A convolution of each channel by itself and one across the channels are one on purpose: together they cost less.
                if (first is not null and not { Layer: DepthwiseConv2D })
                    yield return Collapsed(outline, first, item);
                first = item;
            }
        }
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) =>
        [problem.Related.Count == 1 ? new Fix(Edit.InsertAfter, Normalized(problem.Related[0], outline), nameof(Relu)) : new Fix(Edit.Replace, problem.Related[1], nameof(Relu))];

    /// <summary>The normalisation that belongs to a layer, or the layer itself: an activation comes after both.</summary>
    private static int Normalized(int layer, Outline outline) =>
        outline.Layers.FirstOrDefault(item => item.Index > layer) is { Layer.Normalizes: true } normalization ? normalization.Index : layer;

    private Problem Collapsed(Outline outline, OutlineItem first, OutlineItem second)
    {
        // A Linear that was written out holds the place of the activation.
        OutlineItem? placeholder = outline.Layers.FirstOrDefault(item => item.Layer is Linear && item.Index > first.Index && item.Index < second.Index);
        return At(second, Title(second), Title(first), outline.Chain(second)) with
        {
            Related = new(placeholder is null ? [first.Index] : [first.Index, placeholder.Index]),
        };
    }
}
