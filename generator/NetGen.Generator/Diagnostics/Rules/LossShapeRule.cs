using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>The loss can be taken of the output. Why it cannot is up to the loss.</summary>
internal sealed class LossShapeRule() : Rule(Descriptors.LossShape)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        foreach (OutlineItem loss in outline.Losses)
        {
            Shape? output = outline.OutputOf(loss) is { } named ? named.Output : loss == outline.OnlyLoss ? outline.Output : null;
            if (output is null || (loss.Loss!.Misfit(output) ?? MisfitOfSteps(loss.Loss, output)) is not { } misfit)
                continue;
            OutlineItem source = outline.OutputOf(loss) is { Sources.Count: > 0 } part ? outline.Items[part.Sources[0]] : outline.Before(loss);
            yield return At(loss, Title(loss), misfit, $"'{source.Name}'", outline.Chain(loss)) with { Related = new([source.Index]) };
        }
    }

    private static string? MisfitOfSteps(Loss loss, Shape output) => loss.HasStepWeights && output.Rank != 2
        ? $"StepWeights weighs the steps of a sequence (steps, features), not the {output} output"
        : null;
}
