namespace NetGen.Generator.Layers;

/// <summary>What of its input a window never reads, along one extent.</summary>
/// <param name="Gaps">Places between taps and between windows.</param>
/// <param name="Rest">Places behind the last window.</param>
internal sealed record Coverage(int Gaps, int Rest)
{
    public bool IsWhole => Gaps == 0 && Rest == 0;

    /// <summary>Counts the places of the input, never those of its border, that no tap meets.</summary>
    public static Coverage Of(Window window)
    {
        if (window is { Stride: 1, Dilation: 1 })
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
