using System.Numerics;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>
/// Mixes each sample with another one drawn from the training data, input and target alike: <c>w a + (1 - w) b</c> with w from a beta
/// distribution, Beta(alpha, alpha) (Zhang, Cisse, Dauphin and Lopez-Paz, "mixup: Beyond Empirical Risk Minimization", 2018). The
/// other sample is taken as it stands in the data set. Targets must be numbers or one-hot: class indices cannot be mixed.
/// </summary>
public sealed class MixUp : Augmentation
{
    private readonly double _alpha;

    /// <summary>Mixtures of a strength.</summary>
    /// <param name="alpha">
    /// Above 0 and at most 1: near 0 one of the two samples prevails, at 1 every weight is equally likely. The paper uses 0.1 to 0.4.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> lies outside its range.</exception>
    public MixUp(double alpha)
    {
        if (alpha is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(alpha), FormattableString.Invariant($"Expected a number above 0 and at most 1, got {alpha}."));
        _alpha = alpha;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Targets are class indices.</exception>
    public override void Check(Dataset data, NetworkDescription network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Loss == "SparseCategoricalCrossEntropy")
            throw new ArgumentException($"Expected targets that can be mixed, such as one-hot, got the class indices of {network.Name}: "
                + "use OneHot and CategoricalCrossEntropy.", nameof(data));
    }

    /// <inheritdoc/>
    public override void Apply<T>(in TrainingSample<T> sample)
    {
        int other = (int)(sample.Random.Uniform(0) * sample.Data.Count);
        T weight = T.CreateTruncating(Weight(sample.Random));
        int size = sample.Input.Length;
        Span<T> copy = MemoryMarshal.CreateSpan(ref ThreadScratch<T>.Get(size + sample.Target.Length), size + sample.Target.Length);
        sample.Data.CopySample(other, copy[..size], copy[size..]);
        Mix(sample.Input, copy[..size], weight);
        Mix(sample.Target, copy[size..], weight);
    }

    private static void Mix<T>(Span<T> own, ReadOnlySpan<T> other, T weight)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < own.Length; i++)
            own[i] = (weight * own[i]) + ((T.One - weight) * other[i]);
    }

    /// <summary>
    /// A number from Beta(alpha, alpha) by Jöhnk's method (1964): x = u^(1/alpha) and y = v^(1/alpha) are drawn until x + y is at most
    /// 1, which for alpha up to 1 takes two draws at most on average; then it is x / (x + y). In logarithms, for powers may vanish.
    /// </summary>
    private double Weight(CounterRandom random)
    {
        for (ulong draw = 1; ; draw += 2)
        {
            double x = VectorMath.Log(1 - random.Uniform(draw));
            double y = VectorMath.Log(1 - random.Uniform(draw + 1));
            if (VectorMath.Exp(x / _alpha) + VectorMath.Exp(y / _alpha) <= 1)
                return VectorMath.Sigmoid((x - y) / _alpha);
        }
    }
}
