using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>The probabilities of a softmax go to a cross-entropy, not to a loss for measurements.</summary>
internal sealed class SoftmaxLossRule() : Lesson(Descriptors.SoftmaxLoss)
{
    protected override IEnumerable<Problem> Judge(Outline outline)
    {
        if (outline.OnlyLoss is not { Loss.Partner: null } loss || outline.Layers.LastOrDefault() is not { Layer: Softmax, Input.Channels: > 1 } softmax)
            yield break;

        yield return At(loss, Title(loss), Title(softmax), nameof(CategoricalCrossEntropy), outline.Chain(loss)) with
        {
            Related = new([softmax.Index]),
        };
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => [new Fix(Edit.Replace, problem.Attribute, nameof(CategoricalCrossEntropy))];
}
