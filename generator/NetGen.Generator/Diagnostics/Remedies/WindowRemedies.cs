using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>Other borders, strides and kernels for a window. Each is tried on the network before it is offered, the nearest first.</summary>
internal static class WindowRemedies
{
    /// <summary>Candidates of one kind that are looked at, and those that are tried on the whole network: an editor waits for them.</summary>
    private const int Patience = 64, Trials = 16;

    /// <summary>What makes a window read all of its input.</summary>
    public static IEnumerable<Fix> ForReading(Outline outline, OutlineItem item)
    {
        WindowedItem windowed = WindowedItem.Of(item)!;
        Trial trial = new(outline, item);
        foreach (IEnumerable<Candidate> candidates in new[] { Borders(item, windowed), Strides(item, windowed), Kernels(item, windowed.Arguments, windowed.Windows) })
        {
            if (Fitting(candidates, trial).FirstOrDefault(candidate => trial.Helps(candidate.Attribute)) is { } best)
                yield return best.Fix;
        }

        // What is left over on purpose can be cut off where everybody sees it.
        if (windowed.Windows.Length == 2 && !windowed.HasGaps)
            yield return new Fix(Edit.InsertBefore, item.Index, $"Crop2D(0, {Numbers.Text(windowed.Coverages[0].Rest)}, 0, {Numbers.Text(windowed.Coverages[1].Rest)})");
    }

    /// <summary>What makes a window fit that is larger than its input.</summary>
    public static IEnumerable<Fix> ForFitting(Outline outline, OutlineItem item, WindowArguments arguments)
    {
        Window[] windows = arguments.Over(item.Input!);
        Trial trial = new(outline, item);
        foreach (IEnumerable<Candidate> candidates in new[] { Numbered(item, windows), Kernels(item, arguments, windows) })
        {
            Candidate[] fitting = Fitting(candidates, trial).ToArray();
            if ((fitting.FirstOrDefault(candidate => trial.Helps(candidate.Attribute)) ?? fitting.FirstOrDefault()) is { } best)
                yield return best.Fix;
        }
    }

    private static IEnumerable<Candidate> Fitting(IEnumerable<Candidate> candidates, Trial trial) =>
        candidates.Take(Patience).Where(candidate => trial.Fits(candidate.Attribute)).Take(Trials);

    private static IEnumerable<Candidate> Borders(OutlineItem item, WindowedItem windowed) =>
        Numbered(item, windowed.Windows).Append(Sided(item, windowed));

    /// <summary>The same border on all sides, unless the author chose each by itself.</summary>
    private static IEnumerable<Candidate> Numbered(OutlineItem item, Window[] windows)
    {
        if (item.Attribute.Has("PaddingSides"))
            yield break;
        Candidate now = new(item.Index, item.Attribute);
        int current = item.Attribute.Int("Padding");
        if (current != Padding.Same)
            yield return now.Set("Padding", Padding.Same, "Padding.Same");
        foreach (int border in Near(Math.Max(0, current), 0, (int)Math.Min(int.MaxValue, windows.Max(window => window.Reach))))
            yield return now.Set("Padding", border);
    }

    /// <summary>More border behind the input alone, just enough.</summary>
    private static Candidate Sided(OutlineItem item, WindowedItem windowed)
    {
        int[] sides = windowed.Windows.SelectMany(window => new[] { (int)window.Before, (int)Enough(window).After }).ToArray();
        return new Candidate(item.Index, item.Attribute).Without("Padding").Set("PaddingSides", sides);
    }

    /// <summary>With room for one window more, if something is left over.</summary>
    private static Window Enough(Window window) =>
        Coverage.Of(window).Rest == 0 ? window : window with { After = window.After + window.Stride - ((window.Padded - window.Reach) % window.Stride) };

    private static IEnumerable<Candidate> Strides(OutlineItem item, WindowedItem windowed)
    {
        Candidate now = new(item.Index, item.Attribute);
        bool isRowWrong = !windowed.Coverages[0].IsWhole, hasWidth = item.Attribute.Has("StrideWidth");
        bool isColumnWrong = windowed.Coverages.Length == 2 && !windowed.Coverages[1].IsWhole;
        Window wrong = windowed.Windows[isRowWrong ? 0 : 1];
        int most = (int)Math.Min(windowed.Windows.Max(window => window.Reach), int.MaxValue);
        foreach (int stride in Near(wrong.Stride, 1, most))
        {
            if (!hasWidth)
                yield return now.Set("Stride", stride);
            else if (isRowWrong && isColumnWrong)
                yield return now.Set("Stride", stride).Set("StrideWidth", stride);
            else
                yield return now.Set(isRowWrong ? "Stride" : "StrideWidth", stride);
        }
    }

    private static IEnumerable<Candidate> Kernels(OutlineItem item, WindowArguments arguments, Window[] windows)
    {
        Candidate now = new(item.Index, item.Attribute);
        bool isSquare = item.Attribute.Has(arguments.Square);
        bool[] isWrong = windows.Select(window => window.Places < 1 || !Coverage.Of(window).IsWhole).ToArray();
        int first = Array.IndexOf(isWrong, true), most = (int)windows.Max(window => Math.Min(window.Padded, int.MaxValue));
        if (first < 0)
            yield break;
        foreach (int kernel in Near(windows[first].Kernel, 2, most))
        {
            Candidate candidate = now;
            if (isSquare)
                candidate = now.Set(arguments.Square, kernel);
            else
                foreach (int dimension in Enumerable.Range(0, windows.Length).Where(dimension => isWrong[dimension]))
                    candidate = candidate.Set(arguments.Extents[dimension], Math.Max(1, windows[dimension].Kernel + kernel - windows[first].Kernel));
            yield return candidate;
            // The stride of a pool would follow its window.
            if (arguments.IsPool && !item.Attribute.Has("Stride"))
                yield return candidate.Set("Stride", windows[0].Stride);
        }
    }

    /// <summary>Other numbers within bounds, by their distance, the larger of two first.</summary>
    private static IEnumerable<int> Near(int number, int least, int most)
    {
        int start = Math.Min(Math.Max(number, least), most);
        if (start != number)
            yield return start;
        for (int distance = 1; distance <= Math.Max(most - start, start - least); distance++)
        {
            if (distance <= most - start)
                yield return start + distance;
            if (distance <= start - least)
                yield return start - distance;
        }
    }
}
