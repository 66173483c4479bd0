namespace NetGen;

/// <summary>Adds normal noise to every number of the input, whatever its shape.</summary>
/// <param name="deviation">The standard deviation, finite and at least 0, in the units of the inputs.</param>
/// <exception cref="ArgumentOutOfRangeException">The deviation is not.</exception>
public sealed class GaussianNoise(double deviation) : Augmentation
{
    private readonly double _deviation = Hyperparameter.NotNegative(deviation, nameof(deviation));

    /// <inheritdoc/>
    public override void Apply<T>(in TrainingSample<T> sample)
    {
        for (int i = 0; i < sample.Input.Length; i++)
            sample.Input[i] += T.CreateTruncating(_deviation * sample.Random.Normal((ulong)i));
    }
}
