using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>Above every layer that learns there is a way for the gradient of the loss that does not end in a function with a slope of 0.</summary>
internal sealed class DeadGradientRule() : Lesson(Descriptors.DeadGradient)
{
    protected override bool HoldsOfBranches => true;

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline)
    {
        if (outline.Items[problem.Attribute].Layer is not Step)
            return [];
        bool isHidden = outline.Layers.Any(item => item.Layer is WeightedLayer && item.Index > problem.Attribute);
        return [new Fix(Edit.Replace, problem.Attribute, isHidden ? nameof(Relu) : nameof(Sigmoid))];
    }

    protected override IEnumerable<Problem> Judge(Outline outline)
    {
        if (!outline.Losses.Any())
            yield break;
        HashSet<int> all = Flow.ToOutputs(outline, _ => true), alive = Flow.ToOutputs(outline, item => !IsFlat(item));
        bool IsCut(OutlineItem item) => Learns(item) && all.Contains(item.Index) && !alive.Contains(item.Index);
        foreach (OutlineItem flat in outline.Layers.Where(item => IsFlat(item) && all.Contains(item.Index)))
        {
            HashSet<int> below = Flow.Behind(outline, flat.Sources, item => !IsFlat(item));
            if (outline.Layers.LastOrDefault(item => below.Contains(item.Index) && IsCut(item)) is { } cut)
                yield return At(flat, Title(flat), Title(cut), outline.Chain(flat)) with { Related = new([cut.Index]) };
        }
    }

    private static bool Learns(OutlineItem item) => item is { Layer: { } layer, Input: { } input, Output: not null } && layer.Parameters(input).Any(parameter => !parameter.Frozen);

    /// <summary>Whether what comes in makes a difference, and the slope is 0 all the same. A function that ignores it has a message of its own.</summary>
    private static bool IsFlat(OutlineItem item) => item.Layer is Step || (item is { Layer: Activation, Attribute.Function: { Value: { } value } function }
        && function.Plain.FirstOrDefault() is { } input && value.Reads.Contains(FunctionRecord.Place(input.Name)) && function.Derivative(input.Name).IsZero);
}
