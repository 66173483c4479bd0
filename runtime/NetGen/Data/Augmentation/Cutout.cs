namespace NetGen;

/// <summary>
/// Blanks a square of the image (DeVries and Taylor, "Improved Regularization of Convolutional Neural Networks with Cutout", 2017).
/// Its centre is any pixel, so that part of it may lie outside.
/// </summary>
public sealed class Cutout : ImageAugmentation
{
    private readonly int _size;

    /// <summary>Squares of a size.</summary>
    /// <param name="size">The side in pixels, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public Cutout(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        _size = size;
    }

    private protected override void Apply<T>(Span<T> image, ImageShape shape, CounterRandom random)
    {
        int top = (int)(random.Uniform(0) * shape.Height) - (_size / 2), left = (int)(random.Uniform(1) * shape.Width) - (_size / 2);
        int start = Math.Max(left, 0), end = (int)Math.Min((long)left + _size, shape.Width);
        for (int row = Math.Max(top, 0); row < Math.Min((long)top + _size, shape.Height); row++)
            image.Slice(((row * shape.Width) + start) * shape.Channels, (end - start) * shape.Channels).Clear();
    }
}
