using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>Flatten is given an image or a sequence.</summary>
internal sealed class UselessFlattenRule() : Rule(Descriptors.UselessFlatten)
{
    public override IEnumerable<Problem> Check(Outline outline) =>
        from item in outline.Layers
        where item is { Layer: Flatten, Input.IsVector: true }
        select At(item, Title(item), item.Input!.ToString(), outline.Chain(item)) with { Related = new([outline.Before(item).Index]) };

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => [new Fix(Edit.Remove, problem.Attribute)];
}
