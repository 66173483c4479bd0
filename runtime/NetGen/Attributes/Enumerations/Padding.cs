namespace NetGen;

/// <summary>
/// Borders that have a name, for the <c>Padding</c> of convolutions and pools. Any number from 0 up is a border of that width.
/// </summary>
public static class Padding
{
    /// <summary>No border: the window stays on the input.</summary>
    public const int Valid = 0;

    /// <summary>
    /// A border of the dilated kernel less one in all, half of it on each side and the odd one after, which keeps
    /// <c>ceil(n / stride)</c> of n rows.
    /// </summary>
    public const int Same = -1;
}
