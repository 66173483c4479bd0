using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>Few hidden layers in a row end in an activation that goes flat. Its slopes multiply, and gradients vanish.</summary>
internal sealed class SaturationRule() : Lesson(Descriptors.Saturation)
{
    /// <summary>Hidden layers in a row that are too many, and those that are when all their activations have the slope 1 at 0.</summary>
    private const int TooMany = 4, TooManyCentered = 5;

    protected override IEnumerable<Problem> Judge(Outline outline)
    {
        foreach (OutlineItem[] stack in Stacks(outline))
        {
            int most = Most(stack);
            OutlineItem tooMuch = stack[most - 1];
            string names = string.Join(", ", stack.Select(item => $"'{item.Name}'"));
            yield return At(tooMuch, Title(tooMuch), Numbers.Text(most), Numbers.Text(stack.Length), names) with
            {
                Related = stack.Where(item => item != tooMuch).Select(item => item.Index).ToEquatableArray(),
            };
        }
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) =>
        [new Fix([.. problem.Related.Append(problem.Attribute).OrderBy(index => index).Select(index => new Change(Edit.Replace, index, nameof(Relu)))])];

    /// <summary>The activations of every run of too many hidden layers.</summary>
    public static IEnumerable<OutlineItem[]> Stacks(Outline outline)
    {
        List<OutlineItem> stack = [];
        OutlineItem? weighted = null;
        int last = outline.Layers.LastOrDefault(item => item.Layer is WeightedLayer)?.Index ?? -1;
        foreach (OutlineItem item in outline.Layers.TakeWhile(item => item.Index < last))
        {
            if (item.Layer is WeightedLayer)
            {
                weighted = item;
            }
            else if (item.Layer!.Saturation != Saturation.None)
            {
                if (weighted is not null)
                    stack.Add(item);
                weighted = null;
            }
            else if (item.Layer is ActivationFunction or { Normalizes: true })
            {
                if (stack.Count >= Most(stack))
                    yield return stack.ToArray();
                stack.Clear();
            }
        }

        if (stack.Count >= Most(stack))
            yield return stack.ToArray();
    }

    private static int Most(IEnumerable<OutlineItem> stack) =>
        stack.All(item => item.Layer!.Saturation == Saturation.Centered) ? TooManyCentered : TooMany;
}
