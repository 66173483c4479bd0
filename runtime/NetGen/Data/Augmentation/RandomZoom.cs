namespace NetGen;

/// <summary>Magnifies images about their centre by a factor drawn uniformly; see <see cref="ImageTransform.RotateAndZoom"/>.</summary>
public sealed class RandomZoom : ImageAugmentation
{
    private readonly double _least;
    private readonly double _most;

    /// <summary>Factors between two bounds.</summary>
    /// <param name="least">The smallest factor on lengths, above 0.</param>
    /// <param name="most">The largest, at least as large.</param>
    /// <exception cref="ArgumentOutOfRangeException">A factor is not finite and above 0, or the bounds are exchanged.</exception>
    public RandomZoom(double least, double most)
    {
        _least = Hyperparameter.Positive(least, nameof(least));
        _most = Hyperparameter.Positive(most, nameof(most));
        if (most < least)
            throw new ArgumentOutOfRangeException(
                nameof(most), FormattableString.Invariant($"Expected a largest factor of at least {least}, got {most}."));
    }

    private protected override void Apply<T>(Span<T> image, ImageShape shape, CounterRandom random) =>
        ImageTransform.RotateAndZoom(Copy<T>(image), shape, 0, _least + ((_most - _least) * random.Uniform(0)), image);
}
