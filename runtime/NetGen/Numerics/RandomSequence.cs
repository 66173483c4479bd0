namespace NetGen;

/// <summary>Random numbers drawn one after the other from a <see cref="CounterRandom"/>. Not safe for concurrent use.</summary>
public sealed class RandomSequence
{
    private readonly CounterRandom random;
    private ulong index;

    /// <summary>The sequence of a seed and a stream, from its start.</summary>
    public RandomSequence(ulong seed, ulong stream = 0) => random = new CounterRandom(seed, stream);

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64() => random.UInt64(index++);

    /// <summary>Uniform on 0 .. <paramref name="exclusiveMax"/> - 1, without bias.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exclusiveMax"/> is not positive.</exception>
    public int NextInt(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMax);

        // Lemire, "Fast random integer generation in an interval" (2019): the upper half of a product, redrawn where
        // the lower half falls into the remainder that would favour some results.
        ulong range = (ulong)exclusiveMax;
        ulong result = Math.BigMul(NextUInt64(), range, out ulong remainder);
        while (remainder < range && remainder < (0 - range) % range)
        {
            result = Math.BigMul(NextUInt64(), range, out remainder);
        }

        return (int)result;
    }

    /// <summary>Uniform on [0, 1), a multiple of 2^-53.</summary>
    public double NextDouble() => CounterRandom.ToUniform(NextUInt64());

    /// <summary>Normal with mean 0 and variance 1; takes two values of the sequence.</summary>
    public double NextNormal()
    {
        double u = NextDouble();
        return CounterRandom.ToNormal(u, NextDouble());
    }

    /// <summary>Puts the items in random order (Fisher and Yates), each order equally likely.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
