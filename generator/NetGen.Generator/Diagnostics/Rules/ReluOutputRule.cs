using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>
/// No ReLU stands at the output, before the loss or before the activation that the loss is computed with. Where its input is
/// negative it passes no gradient, and at the output no other path is left.
/// </summary>
internal sealed class ReluOutputRule() : Lesson(Descriptors.ReluOutput)
{
    protected override IEnumerable<Problem> Judge(Outline outline)
    {
        if (outline.OnlyLoss is not { } loss)
            yield break;

        OutlineItem[] upwards = outline.Layers.Reverse().SkipWhile(IsPassive).ToArray();
        // A loss that misses its partner has a warning of its own.
        if (loss.Loss!.Partner is { } partner)
            upwards = upwards.FirstOrDefault()?.Layer!.Kind == partner ? upwards.Skip(1).SkipWhile(IsPassive).ToArray() : [];
        if (upwards.FirstOrDefault() is not { Layer: Relu } relu || !upwards.Any(IsTrained) || SquashedHiddenRule.Pairs(outline).Any(pair => pair.Relu == relu))
            yield break;

        yield return At(relu, Title(relu), Title(loss), outline.Chain(relu)) with { Related = new([loss.Index]) };
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => [new Fix(Edit.Remove, problem.Attribute)];

    private static bool IsPassive(OutlineItem item) => item.Layer is Linear or Flatten or Reshape;

    private static bool IsTrained(OutlineItem item) => item.Input is { } input && item.Layer!.Parameters(input).Any(parameter => !parameter.Frozen);
}
