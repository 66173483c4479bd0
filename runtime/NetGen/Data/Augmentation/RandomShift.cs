namespace NetGen;

/// <summary>Moves images by whole pixels, each distance equally likely; what comes in from outside is 0.</summary>
public sealed class RandomShift : ImageAugmentation
{
    private readonly int _rows;
    private readonly int _columns;

    /// <summary>Shifts of up to so many pixels in either direction.</summary>
    /// <param name="rows">The most rows, at least 0.</param>
    /// <param name="columns">The most columns, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public RandomShift(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        (_rows, _columns) = (rows, columns);
    }

    private protected override void Apply<T>(Span<T> image, ImageShape shape, CounterRandom random) =>
        ImageTransform.Shift(Copy<T>(image), shape, Within(_rows, random.Uniform(0)), Within(_columns, random.Uniform(1)), image);
}
