using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>
/// A counter-based random generator: value number <c>index</c> is a pure function of seed, stream and index, so values can be
/// drawn in any order and on any thread.
/// </summary>
/// <remarks>
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014):
/// value k is mix(origin + (k + 1) 0x9E3779B97F4A7C15), where mix is variant 13 of Stafford's 64-bit finalisers
/// and origin = seed + mix(stream). Stream 0 is therefore the published SplitMix64 sequence of the seed.
/// </remarks>
public readonly struct CounterRandom
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private readonly ulong origin;

    /// <summary>The generator of a seed and a stream. Different streams of a seed are independent sequences.</summary>
    public CounterRandom(ulong seed, ulong stream = 0) => origin = seed + Mix(stream);

    /// <summary>A generator that depends on this one and on <paramref name="stream"/>: for keys of several parts.</summary>
    public CounterRandom Split(ulong stream) => new(Mix(origin + GoldenGamma), stream + 1);

    /// <summary>64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong UInt64(ulong index) => Mix(origin + ((index + 1) * GoldenGamma));

    /// <summary>32 random bits, the upper half of <see cref="UInt64"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint UInt32(ulong index) => (uint)(UInt64(index) >> 32);

    /// <summary>Uniform on [0, 1), a multiple of 2^-53.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Uniform(ulong index) => ToUniform(UInt64(index));

    /// <summary>Uniform on [0, 1), a multiple of 2^-24.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float UniformSingle(ulong index) => (UInt64(index) >> 40) * (1f / (1 << 24));

    /// <summary>Normal with mean 0 and variance 1, made by Box and Muller's transform from values 2 index and 2 index + 1.</summary>
    public double Normal(ulong index) => ToNormal(Uniform(2 * index), Uniform((2 * index) + 1));

    internal static double ToUniform(ulong bits) => (bits >> 11) * (1.0 / (1L << 53));

    /// <summary>sqrt(-2 ln(1 - u)) cos(2 pi v), for u and v in [0, 1).</summary>
    internal static double ToNormal(double u, double v)
        => Math.Sqrt(-2 * VectorMath.Log(1 - u)) * VectorMath.Cos(2 * Math.PI * v);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
