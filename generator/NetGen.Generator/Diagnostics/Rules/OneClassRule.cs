using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>A softmax, and a loss that expects one, have at least two classes.</summary>
internal sealed class OneClassRule() : Rule(Descriptors.OneClass)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        OutlineItem? softmax = outline.Layers.FirstOrDefault(item => item is { Layer: Softmax, Input.Channels: 1 });
        if (softmax is not null)
            yield return At(softmax, Title(softmax), outline.Chain(softmax)) with { Related = new([outline.Before(softmax).Index]) };
        else if (outline.OnlyLoss is { Loss: { } loss } item && outline.Output is { } output && Applies(loss, output))
            yield return At(item, Title(item), outline.Chain(item)) with { Related = new([outline.Before(item).Index]) };
    }

    public static bool Applies(Loss loss, Shape output) => loss.Partner == nameof(Softmax) && output.Channels == 1;
}
