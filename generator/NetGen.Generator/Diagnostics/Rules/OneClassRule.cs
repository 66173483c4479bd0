using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>A softmax, and a loss that expects one, have at least two classes.</summary>
internal sealed class OneClassRule() : Lesson(Descriptors.OneClass)
{
    protected override IEnumerable<Problem> Judge(Outline outline)
    {
        OutlineItem? softmax = outline.Layers.FirstOrDefault(item => item is { Layer: Softmax, Input.Channels: 1 });
        OutlineItem? loss = outline.OnlyLoss is { Loss: { } kind } item && outline.Output is { } output && Applies(kind, output) ? item : null;
        if ((softmax ?? loss) is not { } wrong)
            yield break;
        OutlineItem source = outline.Before(wrong);
        yield return At(wrong, Title(wrong), outline.Chain(wrong)) with { Related = new(softmax is null || loss is null ? [source.Index] : [source.Index, loss.Index]) };
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline)
    {
        OutlineItem wrong = outline.Items[problem.Attribute];
        OutlineItem? loss = wrong.Loss is not null ? wrong : problem.Related.Select(index => outline.Items[index]).FirstOrDefault(item => item.Loss is not null);
        OutlineItem last = wrong.Loss is not null ? outline.Before(wrong) : wrong;
        List<Change> changes = [];
        if (last.Layer is not Sigmoid)
            changes.Add(new Change(last.Layer is ActivationFunction or Softmax ? Edit.Replace : Edit.InsertAfter, last.Index, nameof(Sigmoid)));
        if (loss is not null)
            changes.Add(new Change(Edit.Replace, loss.Index, nameof(BinaryCrossEntropy)));
        return [new Fix([.. changes])];
    }

    public static bool Applies(Loss loss, Shape output) => loss.Partner == nameof(Softmax) && output.Channels == 1;
}
