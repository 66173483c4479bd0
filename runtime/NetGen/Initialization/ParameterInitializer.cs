using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>Fills the parameters of a network by each slot's rule.</summary>
public static class ParameterInitializer
{
    /// <summary>The spread of <see cref="Initializer.Uniform"/> and <see cref="Initializer.Normal"/> at scale 1.</summary>
    private const double PlainSpread = 0.05;

    private enum Distribution
    {
        Constant,
        Uniform,
        Normal,
    }

    /// <summary>
    /// Fills <paramref name="parameters"/>. Element k of slot s depends on the seed, s and k alone, is computed in
    /// <see cref="double"/> and rounded once, so the same seed gives the same bits everywhere, and a network in
    /// <see cref="float"/> starts where its twin in <see cref="double"/> does.
    /// </summary>
    /// <param name="network">Whose slots to follow.</param>
    /// <param name="parameters">The flat parameters, one number for each of the network's.</param>
    /// <param name="seed">Any number; another one gives other weights.</param>
    /// <exception cref="ArgumentException"><paramref name="parameters"/> has another length than the network needs.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither <see cref="float"/> nor
    /// <see cref="double"/>.</exception>
    public static void Fill<T>(NetworkDescription network, Span<T> parameters, ulong seed)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        NetworkArguments.Length(nameof(parameters), 1, network.ParameterCount, parameters.Length);

        ulong stream = 0;
        foreach (ParameterSlot slot in network.Slots)
        {
            var random = new CounterRandom(seed, stream++);
            (Distribution distribution, double size) = Rule(slot.Initialization);
            Span<T> values = parameters.Slice(slot.Offset, slot.Length);
            switch (distribution)
            {
                case Distribution.Uniform:
                    FillUniform(values, random, size);
                    break;
                case Distribution.Normal:
                    FillNormal(values, random, size);
                    break;
                default:
                    values.Fill(Round<T>(size));
                    break;
            }
        }
    }

    /// <summary>
    /// Fills <paramref name="parameters"/> with another rule for all weights than the network declares; biases and the like keep theirs.
    /// </summary>
    /// <param name="network">Whose slots to follow.</param>
    /// <param name="parameters">The flat parameters, one number for each of the network's.</param>
    /// <param name="seed">Any number; another one gives other weights.</param>
    /// <param name="weights">The rule for weights.</param>
    /// <exception cref="ArgumentException"><paramref name="parameters"/> has another length than the network needs, or there is no such
    /// rule.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither <see cref="float"/> nor
    /// <see cref="double"/>.</exception>
    public static void Fill<T>(NetworkDescription network, Span<T> parameters, ulong seed, Initializer weights)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        Fill(network with { Layers = [.. network.Layers.Select(layer => layer with { Slots = [.. layer.Slots.Select(Changed)] })] },
            parameters, seed);

        ParameterSlot Changed(ParameterSlot slot) => slot.Role == ParameterRole.Weight
            ? slot with { Initialization = slot.Initialization with { Initializer = weights } }
            : slot;
    }

    // A method for each, because the normal one is much to compile and most networks do not ask for it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FillUniform<T>(Span<T> values, CounterRandom random, double limit)
        where T : unmanaged
    {
        for (int k = 0; k < values.Length; k++)
            values[k] = Round<T>(limit * ((2 * random.Uniform((ulong)k)) - 1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FillNormal<T>(Span<T> values, CounterRandom random, double deviation)
        where T : unmanaged
    {
        for (int k = 0; k < values.Length; k++)
            values[k] = Round<T>(deviation * random.Normal((ulong)k));
    }

    /// <summary>The distribution of a rule and its size: a constant's value, a uniform's limit, a normal's standard deviation.</summary>
    private static (Distribution Distribution, double Size) Rule(ParameterInitialization rule)
    {
        double fanIn = rule.FanIn;
        double fanSum = fanIn + rule.FanOut;
        return rule.Initializer switch
        {
            Initializer.Zeros => (Distribution.Constant, 0),
            Initializer.Ones => (Distribution.Constant, 1),
            Initializer.Constant => (Distribution.Constant, rule.Value),
            Initializer.Uniform => (Distribution.Uniform, rule.Scale * PlainSpread),
            Initializer.Normal => (Distribution.Normal, rule.Scale * PlainSpread),
            Initializer.HeNormal => (Distribution.Normal, rule.Scale * Math.Sqrt(2 / fanIn)),
            Initializer.HeUniform => (Distribution.Uniform, rule.Scale * Math.Sqrt(6 / fanIn)),
            Initializer.GlorotNormal => (Distribution.Normal, rule.Scale * Math.Sqrt(2 / fanSum)),
            Initializer.GlorotUniform => (Distribution.Uniform, rule.Scale * Math.Sqrt(6 / fanSum)),
            Initializer.LecunNormal => (Distribution.Normal, rule.Scale * Math.Sqrt(1 / fanIn)),
            Initializer.LecunUniform => (Distribution.Uniform, rule.Scale * Math.Sqrt(3 / fanIn)),
            Initializer.XavierFanIn => (Distribution.Uniform, rule.Scale * Math.Sqrt(1 / fanIn)),
            _ => throw new ArgumentException($"Expected one of the initializers, got {rule.Initializer}.", nameof(rule)),
        };
    }

    private static T Round<T>(double value)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            return (T)(object)(float)value;
        if (typeof(T) == typeof(double))
            return (T)(object)value;
        throw new NotSupportedException($"Expected float or double parameters, got {typeof(T).Name}.");
    }
}
