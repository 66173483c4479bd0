using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>An image is given as height, width, channels, and not with its channels first as PyTorch has them.</summary>
internal sealed class ChannelsFirstRule() : Lesson(Descriptors.ChannelsFirst)
{
    protected override bool HoldsOfBranches => true;

    protected override IEnumerable<Problem> Judge(Outline outline)
    {
        foreach (OutlineItem input in outline.Inputs.Where(ChannelsFirst.IsLikely))
        {
            // What slides along both sides alike shows that an image is meant.
            if (outline.Layers.FirstOrDefault(layer => ChannelsFirst.Cause(outline, layer) == input) is not { } window)
                continue;
            Shape shape = input.Output!;
            string[] extents = [.. shape.Extents.Select(extent => Numbers.Text(extent))];
            yield return At(input, $"{shape}", extents[0], extents[1], extents[2], Title(window), ChannelsFirst.Written(shape)) with { Related = new([window.Index]) };
        }
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => [ChannelsFirst.Turned(outline.Items[problem.Attribute])];
}
