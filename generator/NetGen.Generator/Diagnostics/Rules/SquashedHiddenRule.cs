using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>No sigmoid or softmax stands in a hidden layer before a ReLU. Right before it, it leaves the ReLU nothing to do; further below, it lets little of the gradient pass that the ReLU kept whole.</summary>
internal sealed class SquashedHiddenRule() : Lesson(Descriptors.SquashedHidden)
{
    protected override IEnumerable<Problem> Judge(Outline outline)
    {
        HashSet<OutlineItem> deep = [.. SaturationRule.Stacks(outline).SelectMany(stack => stack)];
        foreach (SquashedPair pair in Pairs(outline).Where(pair => !deep.Contains(pair.Squashing)))
        {
            string effect = pair.IsDirect
                ? "its values are never negative, so the Relu lets all of them pass and does nothing"
                : "it flattens what comes in and shrinks the gradient on the way back, which the Relu above it would have kept whole";
            yield return At(pair.Squashing, Title(pair.Squashing), Title(pair.Relu), effect) with { Related = new([pair.Relu.Index]) };
        }
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline)
    {
        SquashedPair pair = Pairs(outline).First(pair => pair.Squashing.Index == problem.Attribute);
        if (!pair.IsDirect)
            return [new Fix(Edit.Replace, pair.Squashing.Index, nameof(Relu))];
        // At the output the ReLU is the stranger, in a hidden layer the squashing function.
        bool isHidden = outline.Layers.Any(item => item.Layer is WeightedLayer && item.Index > pair.Relu.Index);
        return [new Fix(Edit.Remove, isHidden ? pair.Squashing.Index : pair.Relu.Index)];
    }

    /// <summary>Every sigmoid and softmax of the network whose next activation is a ReLU.</summary>
    public static IEnumerable<SquashedPair> Pairs(Outline outline)
    {
        OutlineItem? squashing = null;
        bool isDirect = true;
        foreach (OutlineItem item in outline.Layers)
        {
            if (item.Layer is Relu && squashing is not null)
                yield return new SquashedPair(squashing, item, isDirect);
            if (item.Layer is ActivationFunction or Softmax || (item.Layer is WeightedLayer && !item.Layer.IsLinear))
            {
                squashing = item.Layer is Sigmoid or HardSigmoid or Softmax ? item : null;
                isDirect = true;
            }
            else
            {
                isDirect &= item.Input is { } input && !item.Layer!.Parameters(input).Any();
            }
        }
    }
}

/// <summary>A squashing activation and the ReLU that follows it.</summary>
/// <param name="Squashing">The sigmoid or softmax.</param>
/// <param name="Relu">The next activation after it.</param>
/// <param name="IsDirect">Whether nothing between them can make a value negative.</param>
internal sealed record SquashedPair(OutlineItem Squashing, OutlineItem Relu, bool IsDirect);
