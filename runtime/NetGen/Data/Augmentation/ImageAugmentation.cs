using System.Numerics;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>An augmentation of images: inputs of height, width and channels. Targets stay as they are.</summary>
public abstract class ImageAugmentation : Augmentation
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Inputs have other than 3 extents.</exception>
    public override void Check(Dataset data, NetworkDescription network)
    {
        ArgumentNullException.ThrowIfNull(data);
        ImageShape.Of(data);
    }

    /// <inheritdoc/>
    public sealed override void Apply<T>(in TrainingSample<T> sample) => Apply(sample.Input, ImageShape.Of(sample.Data), sample.Random);

    /// <summary>Changes an image in place.</summary>
    private protected abstract void Apply<T>(Span<T> image, ImageShape shape, CounterRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The image as it is, in memory of the thread's, to write the changed one over it.</summary>
    private protected static ReadOnlySpan<T> Copy<T>(ReadOnlySpan<T> image)
        where T : unmanaged
    {
        Span<T> copy = MemoryMarshal.CreateSpan(ref ThreadScratch<T>.Get(image.Length), image.Length);
        image.CopyTo(copy);
        return copy;
    }

    /// <summary>Uniform from -<paramref name="limit"/> to <paramref name="limit"/>, both included.</summary>
    private protected static int Within(int limit, double uniform) => (int)(uniform * ((2L * limit) + 1)) - limit;
}
