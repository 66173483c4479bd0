using System.Collections.Immutable;
using System.Numerics;

namespace NetGen;

/// <summary>
/// How often the units of a layer fire, that is, answer above 0. A rectified unit that never does is dead: no sample gives it a gradient,
/// and training cannot bring it back.
/// </summary>
/// <param name="Shares">For each unit the share of the samples it fires on.</param>
public sealed record UnitActivity(ImmutableArray<double> Shares)
{
    /// <summary>The units that never fire.</summary>
    public int Dead => Shares.Count(share => share == 0);

    /// <summary>The share of all activations that are above 0: the lower, the sparser.</summary>
    public double Mean => Shares.Average();

    /// <summary>
    /// Counts over activations, such as the outputs of a network that ends with the layer in question and has the first
    /// parameters of the whole one.
    /// </summary>
    /// <param name="activations">A row for each sample.</param>
    /// <param name="units">The numbers in a row, at least 1.</param>
    /// <exception cref="ArgumentException">The numbers do not fill whole rows, at least 1.</exception>
    public static UnitActivity Of<T>(ReadOnlySpan<T> activations, int units)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(units, 1);
        if (activations.IsEmpty || activations.Length % units != 0)
            throw new ArgumentException(
                $"Expected a positive multiple of {units} numbers ({units} for each sample), got {activations.Length}.",
                nameof(activations));
        int samples = activations.Length / units;
        var fired = new int[units];
        for (int i = 0; i < activations.Length; i++)
            fired[i % units] += activations[i] > T.Zero ? 1 : 0;
        return new UnitActivity([.. fired.Select(count => (double)count / samples)]);
    }
}
