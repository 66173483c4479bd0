using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>A loss that has a partner comes right after it, so that the pair is computed on logits.</summary>
internal sealed class PartnerRule() : Lesson(Descriptors.Partner)
{
    protected override IEnumerable<Problem> Judge(Outline outline)
    {
        if (outline.OnlyLoss is not { Loss.Partner: { } partner } loss || outline.Output is not { } output || outline.Layers.LastOrDefault() is not { } last)
            yield break;
        // A dropout in between has a warning of its own.
        if (last.Layer is Dropout && outline.Before(last) is { Layer: not null } activation && activation.Layer.Kind == partner)
            yield break;
        if (last.Layer!.Kind == partner || loss.Loss!.Misfit(output) is not null || OneClassRule.Applies(loss.Loss, output))
            yield break;

        yield return At(loss, Title(loss), partner, Title(last), outline.Chain(loss)) with { Related = new([last.Index]) };
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline)
    {
        OutlineItem loss = outline.Items[problem.Attribute], last = outline.Before(loss);
        // One activation is not meant to follow another: the wrong one goes.
        yield return new Fix(last.Layer is ActivationFunction or Softmax ? Edit.Replace : Edit.InsertAfter, last.Index, loss.Loss!.Partner!);
        // Or the activation was meant, and the loss is another's.
        if (last.Layer is Softmax)
            yield return new Fix(Edit.Replace, loss.Index, nameof(CategoricalCrossEntropy));
        else if (last.Layer is Sigmoid && !loss.Loss.IsSparse)
            yield return new Fix(Edit.Replace, loss.Index, nameof(BinaryCrossEntropy));
    }
}
