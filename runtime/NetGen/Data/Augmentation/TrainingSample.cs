using System.Numerics;

namespace NetGen;

/// <summary>A sample on its way into a batch, for an <see cref="Augmentation"/> to change.</summary>
/// <typeparam name="T">The number type of the network.</typeparam>
public readonly ref struct TrainingSample<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The data set it comes from.</summary>
    public required Dataset Data { get; init; }

    /// <summary>Its place in the data set.</summary>
    public required int Index { get; init; }

    /// <summary>Its input; what is written here is what the network sees.</summary>
    public required Span<T> Input { get; init; }

    /// <summary>Its target.</summary>
    public required Span<T> Target { get; init; }

    /// <summary>Random numbers for this sample in this epoch, the same on every thread and in every order.</summary>
    public required CounterRandom Random { get; init; }
}
