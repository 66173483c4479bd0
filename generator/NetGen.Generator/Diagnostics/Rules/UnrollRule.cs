using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Diagnostics;

/// <summary>Straight-line code that was asked for does not outgrow the instruction cache and the compiler.</summary>
internal sealed class UnrollRule() : Rule(Descriptors.Unroll)
{
    /// <summary>The numbers in the vector of a common machine.</summary>
    private const int Lanes = 8;

    public override IEnumerable<Problem> Check(Outline outline)
    {
        if (outline.Declaration.Unroll != Unroll.Full || outline.Output is null)
            yield break;

        OutlineItem[] costly = outline.Layers.Where(item => Operations(item) > CostModel.StraightLineVectorOperations).ToArray();
        if (costly.Length == 0)
            yield break;

        string layers = string.Join(", ", costly.Select(item =>
            $"{Title(item)} with {Numbers.Grouped(item.Layer!.MultiplyAdds(item.Input!))} multiply-adds as about {Numbers.Grouped(Operations(item))} vector operations"));
        OutlineItem network = outline.Items.First(item => item.Attribute.Kind == "Network");
        yield return At(network, layers, Numbers.Grouped(CostModel.StraightLineVectorOperations)) with { Argument = "Unroll", Related = new([costly[0].Index]) };
    }

    private static long Operations(OutlineItem item) => (item.Layer!.MultiplyAdds(item.Input!) + Lanes - 1) / Lanes;

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => [new Fix(new Change(Edit.RemoveArgument, problem.Attribute, Argument: "Unroll"))];
}
