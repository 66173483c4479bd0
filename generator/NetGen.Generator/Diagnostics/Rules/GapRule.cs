using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>A stride steps over nothing: it is no larger than the kernel, and meets a dilation so that the taps share the work. A kernel of one pixel with a stride samples on purpose.</summary>
internal sealed class GapRule() : Rule(Descriptors.Gap)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        foreach (WindowedItem item in WindowedItem.All(outline).Where(item => !item.IsSampling && item.HasGaps && ChannelsFirst.Cause(outline, item.Item) is null))
        {
            int[] wrong = Enumerable.Range(0, item.Windows.Length).Where(item.IsGap).ToArray();
            int first = wrong[0];
            OutlineItem source = outline.Before(item.Item);
            string unread = string.Join(" and ", wrong.Select(dimension => item.Count(dimension, item.Coverages[dimension].Gaps + item.Coverages[dimension].Rest)));
            yield return At(item.Item, Title(item.Item), Cause(item, first), unread, item.Item.Input!.ToString(), $"'{source.Name}'", outline.Chain(item.Item)) with
            {
                Argument = first == 1 && item.Item.Attribute.Has("StrideWidth") ? "StrideWidth" : "Stride",
                Related = new([source.Index]),
            };
        }
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => WindowRemedies.ForReading(outline, outline.Items[problem.Attribute]);

    private static string Cause(WindowedItem item, int dimension)
    {
        Window window = item.Windows[dimension];
        string stride = $"a stride of {Numbers.Text(window.Stride)}";
        return window.Stride > window.Reach
            ? $"{stride} is larger than the {(window.Dilation == 1 ? string.Empty : "dilated ")}{(item.Arguments.IsPool ? "window" : "kernel")} of {Numbers.Text(window.Reach)}"
            : $"{stride} with a dilation of {Numbers.Text(window.Dilation)} never comes between the taps";
    }
}
