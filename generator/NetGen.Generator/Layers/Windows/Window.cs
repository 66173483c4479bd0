using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>A window that slides along one extent of its input.</summary>
/// <param name="Extent">The input's extent.</param>
/// <param name="Kernel">The taps of the window.</param>
/// <param name="Stride">From one place of the window to the next.</param>
/// <param name="Dilation">From one tap to the next.</param>
/// <param name="Before">The border before the input.</param>
/// <param name="After">The border after it.</param>
internal sealed record Window(int Extent, int Kernel, int Stride, int Dilation, long Before, long After)
{
    /// <summary>From the first tap to the last, both included: the dilated kernel.</summary>
    public long Reach => ((long)Dilation * (Kernel - 1)) + 1;

    /// <summary>The input with its border.</summary>
    public long Padded => Before + Extent + After;

    /// <summary>How many places the window takes; below 1 where it is larger than the padded input.</summary>
    public long Places => Floor(Padded - Reach, Stride) + 1;

    /// <summary>How many places are written out: <c>floor((28 + 2*0 - 5)/2) + 1 = 12</c>.</summary>
    public string Arithmetic => $"floor(({Extent} + {Border} - {ReachText})/{Stride}) + 1 = {Places}";

    /// <summary>The border of both sides, as it is written in a formula.</summary>
    public string Border => Before == After ? $"2*{Before}" : $"{Before} + {After}";

    /// <summary>The dilated kernel, as it is written in a formula.</summary>
    public string ReachText => Dilation == 1 ? Numbers.Text(Kernel) : $"({Dilation}*({Kernel} - 1) + 1)";

    /// <summary>Where in the padded input a tap lies.</summary>
    public Affine At(Axis place, Axis tap) => Affine.Of(0, (Stride, place), (Dilation, tap));

    /// <summary>Where in the input a tap lies, for readers: <c>2 * y + ky - 1</c>.</summary>
    public string Index(string place, string tap)
    {
        string index = Stride == 1 ? place : $"{Stride} * {place}";
        if (Kernel > 1)
            index += Dilation == 1 ? $" + {tap}" : $" + {Dilation} * {tap}";
        return Before == 0 ? index : $"{index} - {Before}";
    }

    /// <summary>How many taps lie on the input and not on its border, for each place.</summary>
    public int[] TapsOnInput() => Enumerable.Range(0, (int)Places)
        .Select(place => Enumerable.Range(0, Kernel).Count(tap => ((long)place * Stride) + ((long)tap * Dilation) - Before is var at && at >= 0 && at < Extent))
        .ToArray();

    private static long Floor(long dividend, long divisor) => (dividend / divisor) - (dividend % divisor < 0 ? 1 : 0);
}
