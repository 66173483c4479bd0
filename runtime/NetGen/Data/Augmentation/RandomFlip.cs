namespace NetGen;

/// <summary>Exchanges left and right, or top and bottom, of half of the images.</summary>
/// <param name="horizontal">Whether left and right may change places.</param>
/// <param name="vertical">Whether top and bottom may.</param>
public sealed class RandomFlip(bool horizontal = true, bool vertical = false) : ImageAugmentation
{
    private protected override void Apply<T>(Span<T> image, ImageShape shape, CounterRandom random)
    {
        if (horizontal && random.Uniform(0) < 0.5)
            ImageTransform.FlipHorizontal(Copy<T>(image), shape, image);
        if (vertical && random.Uniform(1) < 0.5)
            ImageTransform.FlipVertical(Copy<T>(image), shape, image);
    }
}
