using System.ComponentModel;
using System.Numerics;

namespace NetGen;

/// <summary>How the losses of samples become the loss of a batch. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BatchLoss
{
    /// <summary>Fills <paramref name="seeds"/> with the factor of each sample's loss in the loss of the batch; the gradients start from it.</summary>
    /// <param name="seeds">One number a sample.</param>
    /// <param name="context">Sample weights and divisor, already checked.</param>
    /// <param name="mean">Whether the batch takes the mean; otherwise the sum.</param>
    /// <param name="labels">Class indices, where samples may be ignored; otherwise empty.</param>
    /// <param name="ignored">The class index whose samples count for nothing.</param>
    public static void Weigh<T>(Span<T> seeds, in TrainingContext<T> context, bool mean, ReadOnlySpan<T> labels = default, int ignored = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double total = 0;
        for (int sample = 0; sample < seeds.Length; sample++)
            total += Weight(sample, context, labels, ignored);

        double divisor = !mean ? 1 : context.Divisor != 0 ? context.Divisor : total;
        for (int sample = 0; sample < seeds.Length; sample++)
            seeds[sample] = T.CreateTruncating(Weight(sample, context, labels, ignored) / divisor);
    }

    /// <summary>The loss of the batch: the samples' losses times their seeds, added in the order of the samples, and a penalty on the parameters.</summary>
    public static T Total<T>(ReadOnlySpan<T> losses, ReadOnlySpan<T> seeds, double penalty = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double total = 0;
        for (int sample = 0; sample < losses.Length; sample++)
        {
            // An ignored sample may have no finite loss; it counts for nothing all the same.
            if (!T.IsZero(seeds[sample]))
                total += double.CreateTruncating(losses[sample]) * double.CreateTruncating(seeds[sample]);
        }

        return T.CreateTruncating(total + penalty);
    }

    private static double Weight<T>(int sample, in TrainingContext<T> context, ReadOnlySpan<T> labels, int ignored)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!labels.IsEmpty && labels[sample] == T.CreateTruncating(ignored))
            return 0;
        return context.SampleWeights.IsEmpty ? 1 : double.CreateTruncating(context.SampleWeights[sample]);
    }
}
