using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>The loss can be taken of the output. Why it cannot is up to the loss.</summary>
internal sealed class LossShapeRule() : Rule(Descriptors.LossShape)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        if (outline.OnlyLoss is not { } loss || outline.Output is not { } output || loss.Loss!.Misfit(output) is not { } misfit)
            yield break;
        OutlineItem source = outline.Before(loss);
        yield return At(loss, Title(loss), misfit, $"'{source.Name}'", outline.Chain(loss)) with { Related = new([source.Index]) };
    }
}
