using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>Every tap of a causal kernel meets the input at some step. A sequence of one step is declared for networks that run step by step.</summary>
internal sealed class CausalKernelRule() : Rule(Descriptors.CausalKernel)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        // Weights that come with the program were trained on longer sequences.
        if (outline.Items.Any(item => item.Attribute.Kind == "Weights"))
            yield break;
        foreach (OutlineItem item in outline.Layers)
        {
            if (item is not { Layer: CausalConv1D layer, Input: { Rank: 2 } input, Output: not null } || input.Extents[0] == 1 || Living(layer, input) >= layer.Kernel)
                continue;
            // Without a loss it is meant for streams, where dilated kernels look back as far as they like.
            if (!outline.Losses.Any() && layer.Kernel <= input.Extents[0])
                continue;
            string past = Numbers.Grouped((long)(layer.Kernel - 1) * layer.Dilation), dead = Numbers.Grouped(layer.Kernel - Living(layer, input));
            OutlineItem source = outline.Before(item);
            yield return At(item, Title(item), past, dead, $"'{source.Name}'", Numbers.Grouped(input.Extents[0]), outline.Chain(item)) with
            {
                Argument = "kernel",
                Related = new([source.Index]),
            };
        }
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline)
    {
        OutlineItem item = outline.Items[problem.Attribute];
        return [new Candidate(item.Index, item.Attribute).Set("kernel", Living((CausalConv1D)item.Layer!, item.Input!)).Fix];
    }

    /// <summary>The taps that meet the input at the last step.</summary>
    private static int Living(CausalConv1D layer, Shape input) => ((input.Extents[0] - 1) / layer.Dilation) + 1;
}
