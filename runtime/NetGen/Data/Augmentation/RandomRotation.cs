namespace NetGen;

/// <summary>Turns images about their centre by an angle drawn uniformly; see <see cref="ImageTransform.RotateAndZoom"/>.</summary>
/// <param name="degrees">The largest angle to either side, finite and at least 0.</param>
/// <exception cref="ArgumentOutOfRangeException">The angle is not.</exception>
public sealed class RandomRotation(double degrees) : ImageAugmentation
{
    private readonly double _degrees = Hyperparameter.NotNegative(degrees, nameof(degrees));

    private protected override void Apply<T>(Span<T> image, ImageShape shape, CounterRandom random) =>
        ImageTransform.RotateAndZoom(Copy<T>(image), shape, _degrees * ((2 * random.Uniform(0)) - 1), 1, image);
}
