using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>The last window ends where the input ends, or in the border behind it.</summary>
internal sealed class UnreadRule() : Rule(Descriptors.Unread)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        foreach (WindowedItem item in WindowedItem.All(outline).Where(item => !item.IsSampling && !item.HasGaps && ChannelsFirst.Cause(outline, item.Item) is null))
        {
            int[] wrong = Enumerable.Range(0, item.Windows.Length).Where(dimension => item.Coverages[dimension].Rest > 0).ToArray();
            if (wrong.Length == 0)
                continue;

            OutlineItem source = outline.Before(item.Item);
            string unread = string.Join(" and ", wrong.Select(dimension => item.Last(dimension, item.Coverages[dimension].Rest)));
            string verb = wrong.Sum(dimension => item.Coverages[dimension].Rest) == 1 ? "is" : "are";
            yield return At(item.Item, Title(item.Item), Arithmetic(item, wrong), unread, item.Item.Input!.ToString(), $"'{source.Name}' {verb}", outline.Chain(item.Item)) with
            {
                Related = new([source.Index]),
            };
        }
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => WindowRemedies.ForReading(outline, outline.Items[problem.Attribute]);

    /// <summary>The sizes that leave a rest, each said once where rows and columns agree.</summary>
    private static string Arithmetic(WindowedItem item, int[] dimensions) => string.Join(" and ", dimensions
        .GroupBy(dimension => item.Windows[dimension].Arithmetic)
        .Select(group => $"{group.Key} {string.Join(" and ", group.Select(dimension => item.Units[dimension] + "s"))}, remainder {Remainder(item.Windows[group.First()])}"));

    private static string Remainder(Window window) => Numbers.Text((window.Padded - window.Reach) % window.Stride);
}
