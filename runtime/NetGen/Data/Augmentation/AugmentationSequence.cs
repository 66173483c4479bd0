using System.Collections.Immutable;
using System.Numerics;

namespace NetGen;

/// <summary>Several augmentations, one after the other, each with random numbers of its own.</summary>
public sealed class AugmentationSequence : Augmentation
{
    /// <summary>A sequence.</summary>
    /// <param name="augmentations">At least one.</param>
    /// <exception cref="ArgumentException">There is none, or one is null.</exception>
    public AugmentationSequence(params ImmutableArray<Augmentation> augmentations)
    {
        if (augmentations.IsDefaultOrEmpty)
            throw new ArgumentException("Expected at least 1 augmentation, got none.", nameof(augmentations));
        if (augmentations.IndexOf(null!) is >= 0 and var place)
            throw new ArgumentException($"Expected augmentations, got null in place {place}.", nameof(augmentations));
        Augmentations = augmentations;
    }

    /// <summary>Its members in order.</summary>
    public ImmutableArray<Augmentation> Augmentations { get; }

    /// <inheritdoc/>
    public override void Check(Dataset data, NetworkDescription network)
    {
        foreach (Augmentation augmentation in Augmentations)
            augmentation.Check(data, network);
    }

    /// <inheritdoc/>
    public override void Apply<T>(in TrainingSample<T> sample)
    {
        for (int i = 0; i < Augmentations.Length; i++)
        {
            Augmentations[i].Apply(new TrainingSample<T>
            {
                Data = sample.Data,
                Index = sample.Index,
                Input = sample.Input,
                Target = sample.Target,
                Random = sample.Random.Split((ulong)i),
            });
        }
    }
}
