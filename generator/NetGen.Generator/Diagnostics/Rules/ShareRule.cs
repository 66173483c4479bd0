using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>Layers that share parameters are of one kind, and their parameters have the same shapes.</summary>
internal sealed class ShareRule() : Rule(Descriptors.Share)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        foreach (OutlineItem item in outline.Layers.Where(item => item is { Input: not null, Output: not null }))
        {
            if (item.Owner is not { } place || outline.Items[place] is not { Input: not null, Output: not null } owner || (item.Layer!.Kind == owner.Layer!.Kind && Parameters(item) == Parameters(owner)))
                continue;
            yield return At(item, Title(item), Title(owner), Parameters(item), Parameters(owner)) with { Argument = "Share", Related = new([owner.Index]) };
        }
    }

    private static string Parameters(OutlineItem item)
    {
        string all = string.Join(", ", item.Layer!.Parameters(item.Input!).Select(parameter => $"{parameter.Name} {parameter.Shape}"));
        return all.Length == 0 ? "none" : all;
    }
}
