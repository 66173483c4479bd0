using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>An attribute with the name of one of NetGen's is that one, and no other that hides it.</summary>
internal sealed class StrangerRule() : Rule(Descriptors.Stranger)
{
    public override bool NeedsWhole => false;

    public override bool JudgesBlocks => true;

    public override IEnumerable<Problem> Check(Outline outline) => outline.Items
        .Where(item => item.Attribute.IsStranger)
        .Select(item => At(item, ShortName(item), $"'{item.Attribute.Kind.Replace("global::", string.Empty)}Attribute'", $"'NetGen.{ShortName(item)}Attribute'", $"NetGen.{ShortName(item)}"));

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => [new Fix(Edit.Qualify, problem.Attribute, "NetGen")];

    private static string ShortName(OutlineItem item) => item.Attribute.Kind.Substring(item.Attribute.Kind.LastIndexOfAny(['.', ':']) + 1);
}
