using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>A loss that has a partner comes right after it, so that the pair is computed on logits.</summary>
internal sealed class PartnerRule() : Rule(Descriptors.Partner)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        if (outline.OnlyLoss is not { Loss.Partner: { } partner } loss || outline.Output is not { } output || outline.Layers.LastOrDefault() is not { } last)
            yield break;
        if (last.Layer!.Kind == partner || loss.Loss!.Misfit(output) is not null || OneClassRule.Applies(loss.Loss, output))
            yield break;

        // One activation is not meant to follow another: the wrong one goes.
        Edit edit = last.Layer is Activation or Softmax ? Edit.Replace : Edit.InsertAfter;
        yield return At(loss, Title(loss), partner, Title(last), outline.Chain(loss)) with { Related = new([last.Index]), Fixes = Fix.Of(edit, last.Index, partner) };
    }
}
