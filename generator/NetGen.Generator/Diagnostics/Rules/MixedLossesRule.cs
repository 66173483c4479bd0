using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>The losses of several outputs go together: one divisor serves them all.</summary>
internal sealed class MixedLossesRule() : Rule(Descriptors.MixedLosses)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        OutlineItem[] losses = [.. outline.Losses];
        if (losses.Length < 2 || losses.Any(loss => outline.OutputOf(loss) is null))
            yield break;
        foreach (OutlineItem loss in losses)
        {
            if (loss.Loss!.IgnoreIndex is not null)
                yield return At(loss, Title(loss), "IgnoreIndex leaves out whole samples, and would leave out the other outputs of a sample, too") with { Argument = "IgnoreIndex" };
            else if (loss.Loss.HasStepWeights)
                yield return At(loss, Title(loss), "StepWeights weighs the steps of the only output that has a loss") with { Argument = "StepWeights" };
            else if (loss.Loss.Batch != losses[0].Loss!.Batch)
                yield return At(loss, Title(loss), $"Batch is {loss.Loss.Batch}, and that of {Title(losses[0])} is {losses[0].Loss!.Batch}") with { Argument = "Batch", Related = new([losses[0].Index]) };
        }
    }
}
