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
                if (first is not null)
                    yield return Collapsed(outline, first, item);
                first = item;
            }
        }
    }

    private Problem Collapsed(Outline outline, OutlineItem first, OutlineItem second)
    {
        // A Linear that was written out holds the place of the activation.
        OutlineItem? placeholder = outline.Layers.FirstOrDefault(item => item.Layer is Linear && item.Index > first.Index && item.Index < second.Index);
        return At(second, Title(second), Title(first), outline.Chain(second)) with
        {
            Related = new(placeholder is null ? [first.Index] : [first.Index, placeholder.Index]),
            Fixes = placeholder is null ? Fix.Of(Edit.InsertAfter, first.Index, nameof(Relu)) : Fix.Of(Edit.Replace, placeholder.Index, nameof(Relu)),
        };
    }
}
