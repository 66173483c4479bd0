using System.Numerics;

namespace NetGen;

/// <summary>
/// Changes training samples at random while batches are gathered, so that the network sees each one a little different in each epoch.
/// Validation and test data are never augmented. What happens to a sample is a function of the seed of the run, the epoch and the
/// sample's place in the data set; neither threads nor the order of samples matter, and no sample costs an allocation.
/// </summary>
/// <example>
/// <code>
/// var options = new FitOptions
/// {
///     Augmentation = new AugmentationSequence(new RandomShift(1, 1), new RandomRotation(10), new GaussianNoise(0.05)),
/// };
/// </code>
/// </example>
public abstract class Augmentation
{
    /// <summary>Sets the numbers of augmentation apart from those of shuffling and dropout under the same seed.</summary>
    private const ulong Stream = 0x6175676D656E74;

    /// <summary>Refuses data it cannot work on, before training begins. Without an override everything is welcome.</summary>
    /// <param name="data">The training data.</param>
    /// <param name="network">What is trained.</param>
    /// <exception cref="ArgumentException">The data do not fit.</exception>
    public virtual void Check(Dataset data, NetworkDescription network)
    {
    }

    /// <summary>Changes one sample in place. Called from several threads at once.</summary>
    /// <param name="sample">The sample, and the random numbers to use for it.</param>
    public abstract void Apply<T>(in TrainingSample<T> sample)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The random numbers that training gives to a sample: for tests of an augmentation, and to look at what it does.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="epoch">The epoch, from 0, counted over all runs of a trainer.</param>
    /// <param name="sample">The place of the sample in its data set.</param>
    public static CounterRandom RandomOf(ulong seed, ulong epoch, int sample) =>
        new CounterRandom(seed, Stream).Split(epoch).Split((ulong)sample);
}
