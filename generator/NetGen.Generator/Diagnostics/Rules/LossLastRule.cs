using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>The loss stands after the layer whose output it is taken of, where no output is named.</summary>
internal sealed class LossLastRule() : Rule(Descriptors.LossNotLast)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        if (!outline.Outputs.Any() && outline.Losses.Count() == 1 && outline.Losses.First() is { } loss && outline.Layers.FirstOrDefault(layer => layer.Index > loss.Index) is { } layer)
            yield return At(loss, Title(loss), Title(layer)) with { Related = new([layer.Index]) };
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) =>
        [new Fix(new Change(Edit.Move, problem.Attribute) { Target = outline.Layers.Last().Index }) { Title = $"Move {outline.Items[problem.Attribute].Attribute.Kind} to the end" }];
}
