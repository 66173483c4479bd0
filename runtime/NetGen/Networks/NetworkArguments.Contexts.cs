using System.Numerics;

namespace NetGen;

/// <content>Checks of what a context says of samples and sequences.</content>
public static partial class NetworkArguments
{
    /// <summary>Checks that a context says nothing of sequences, where the network has none.</summary>
    /// <exception cref="ArgumentException">There are lengths or states of sequences.</exception>
    public static void NoSequences<T>(in TrainingContext<T> context)
        where T : unmanaged
    {
        if (!context.Lengths.IsEmpty || !context.InitialState.IsEmpty)
            throw new ArgumentException("Expected neither Lengths nor InitialState, because the network has no recurrent layer. Steps that "
                + "do not count have the weight 0 where the loss says StepWeights = true.", nameof(context));
    }

    /// <summary>Checks the sample weights and the divisor of a context.</summary>
    /// <exception cref="ArgumentException">There is not one weight a sample, a weight is negative or not finite, or the divisor is; or
    /// there are lengths or states of sequences.</exception>
    public static void Weights<T>(int batch, in TrainingContext<T> context)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        NoSequences(context);
        CheckWeights(batch, context);
    }

    private static void CheckWeights<T>(int batch, in TrainingContext<T> context)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!double.IsFinite(context.Divisor) || context.Divisor < 0)
            throw new ArgumentException(
                FormattableString.Invariant($"Expected a divisor that is finite and not negative, got {context.Divisor}."),
                nameof(context));
        if (context.SampleWeights.IsEmpty)
            return;

        Length("SampleWeights", batch, 1, context.SampleWeights.Length);
        for (int sample = 0; sample < batch; sample++)
        {
            T weight = context.SampleWeights[sample];
            if (!T.IsFinite(weight) || T.IsNegative(weight))
                throw new ArgumentException(
                    FormattableString.Invariant(
                    $"Expected sample weights that are finite and not negative, got {weight} for sample {sample}."), nameof(context));
        }
    }

    /// <summary>Checks the sample weights and the divisor of a context, and its lengths and initial states.</summary>
    /// <exception cref="ArgumentException">One of them does not fit.</exception>
    public static void Weights<T>(int batch, in TrainingContext<T> context, int steps, int stateSize)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckWeights(batch, context);
        Sequences(batch, steps, stateSize, context);
    }

    /// <summary>Checks the lengths of sequences and the states before them.</summary>
    /// <exception cref="ArgumentException">There is not one length a sample from 1 to <paramref name="steps"/>, or not one state a
    /// sample.</exception>
    public static void Sequences<T>(int batch, int steps, int stateSize, in TrainingContext<T> context)
        where T : unmanaged
    {
        if (!context.InitialState.IsEmpty)
            Length("InitialState", batch, stateSize, context.InitialState.Length);
        if (context.Lengths.IsEmpty)
            return;

        Length("Lengths", batch, 1, context.Lengths.Length);
        for (int sample = 0; sample < batch; sample++)
        {
            if (context.Lengths[sample] < 1 || context.Lengths[sample] > steps)
                throw new ArgumentException(
                    $"Expected lengths from 1 to {steps} steps, got {context.Lengths[sample]} for sample {sample}.", nameof(context));
        }
    }
}
