using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>The class is one that can be instantiated, and that is itself and no value.</summary>
internal sealed class OrdinaryClassRule() : Rule(Descriptors.NotOrdinaryClass)
{
    public override bool NeedsWhole => false;

    public override bool ForbidsGeneration => true;

    public override IEnumerable<Problem> Check(Outline outline) =>
        outline.Declaration.Class.Obstacle is { } obstacle ? [AtClass(outline.Declaration.Type.Name, obstacle)] : [];
}
