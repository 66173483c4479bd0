using System.ComponentModel;
using System.Numerics;

namespace NetGen;

/// <summary>How the losses of samples become the loss of a batch. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BatchLoss
{
    /// <summary>
    /// Fills <paramref name="seeds"/> with the factor of each sample's loss in the loss of the batch; the gradients start from it. In a
    /// batch in which no sample counts every factor is 0, and so are the gradients.
    /// </summary>
    /// <param name="workspace">Takes note of what each sample counts.</param>
    /// <param name="seeds">One number a sample.</param>
    /// <param name="context">Sample weights and divisor, already checked.</param>
    /// <param name="mean">Whether the batch takes the mean; otherwise the sum.</param>
    /// <param name="labels">Class indices, where samples or steps may be ignored; otherwise empty.</param>
    /// <param name="ignored">The class index that counts for nothing.</param>
    public static void Weigh<T>(
        Workspace workspace,
        Span<T> seeds,
        in TrainingContext<T> context,
        bool mean,
        ReadOnlySpan<T> labels = default,
        int ignored = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<double> weights = workspace.SampleWeights(seeds.Length);
        double total = 0;
        for (int sample = 0; sample < seeds.Length; sample++)
        {
            double counted = labels.IsEmpty ? 1 : Counted(labels.Slice(sample * (labels.Length / seeds.Length), labels.Length / seeds.Length), context.Lengths.IsEmpty ? int.MaxValue : context.Lengths[sample], ignored);
            // In a mean each step counts alike, whatever sample it is of.
            weights[sample] = (mean ? counted : Math.Min(counted, 1)) * (context.SampleWeights.IsEmpty ? 1 : double.CreateTruncating(context.SampleWeights[sample]));
            total += weights[sample];
        }

        workspace.LossReduction = mean ? Reduction.Mean : Reduction.Sum;
        double divisor = !mean || total == 0 ? 1 : context.Divisor != 0 ? context.Divisor : total;
        for (int sample = 0; sample < seeds.Length; sample++)
            seeds[sample] = T.CreateTruncating(weights[sample] / divisor);
    }

    /// <summary>
    /// The loss of the batch: the samples' losses times their seeds, added in the order of the samples, and a penalty on the parameters.
    /// The workspace takes note of what the samples contributed.
    /// </summary>
    public static T Total<T>(Workspace workspace, ReadOnlySpan<T> losses, ReadOnlySpan<T> seeds, double penalty = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<double> weights = workspace.SampleWeights(losses.Length);
        double total = 0, sum = 0, rest = 0, all = 0;
        for (int sample = 0; sample < losses.Length; sample++)
        {
            // An ignored sample may have no finite loss; it counts for nothing all the same.
            double weight = weights[sample];
            if (weight == 0)
                continue;
            double loss = double.CreateTruncating(losses[sample]);
            total += loss * double.CreateTruncating(seeds[sample]);
            (sum, double error) = LossSum.Add(sum, loss * weight);
            rest += error;
            all += weight;
        }

        workspace.Contribution = new LossSum(sum, rest, all, workspace.LossReduction, penalty);
        return T.CreateTruncating(total + penalty);
    }

    /// <summary>How many labels of a sample are not ignored: of one that is a sequence, within its length.</summary>
    internal static int Counted<T>(ReadOnlySpan<T> labels, int length, int ignored)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> valid = labels[..Math.Min(labels.Length, length)];
        return valid.Length - valid.Count(T.CreateTruncating(ignored));
    }
}
