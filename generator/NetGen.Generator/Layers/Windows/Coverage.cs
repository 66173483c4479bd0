namespace NetGen.Generator.Layers;

/// <summary>What of its input a window never reads, along one extent.</summary>
/// <param name="Gaps">Places between taps and between windows.</param>
/// <param name="Rest">Places behind the last window.</param>
internal sealed record Coverage(int Gaps, int Rest)
{
    /// <summary>Taps that are followed one by one at most: somebody types meanwhile.</summary>
    private const long Patience = 1_000_000;

    public bool IsWhole => Gaps == 0 && Rest == 0;

    /// <summary>Counts the places of the input, never those of its border, that no tap meets.</summary>
    public static Coverage Of(Window window)
    {
        // Windows that touch leave no gaps, and what is behind the last one follows from where it ends.
        if (window.Dilation == 1 && window.Stride <= window.Kernel)
            return new Coverage(0, (int)Math.Max(0, ((window.Padded - window.Reach) % window.Stride) - window.After));
        if (window.Extent > Patience || window.Places * window.Kernel > Patience)
            return new Coverage(0, 0);

        bool[] isRead = new bool[window.Extent];
        int last = -1;
        for (long place = 0; place < window.Places; place++)
        {
            for (long tap = 0; tap < window.Kernel; tap++)
            {
                long at = (place * window.Stride) + (tap * window.Dilation) - window.Before;
                if (at < 0 || at >= window.Extent)
                    continue;
                isRead[at] = true;
                last = Math.Max(last, (int)at);
            }
        }

        int unread = isRead.Count(read => !read), rest = window.Extent - 1 - last;
        return new Coverage(unread - rest, rest);
    }
}
