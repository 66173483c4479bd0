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
    /// <param name="targets">The targets, where they say what samples or steps count; otherwise empty.</param>
    /// <param name="ignored">The class index that counts for nothing; null for none.</param>
    /// <param name="stepWeights">How many weights of steps lie after the targets of a sample.</param>
    public static void Weigh<T>(
        Workspace workspace,
        Span<T> seeds,
        in TrainingContext<T> context,
        bool mean,
        ReadOnlySpan<T> targets = default,
        int? ignored = null,
        int stepWeights = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<double> weights = workspace.SampleWeights(seeds.Length);
        double total = 0;
        for (int sample = 0; sample < seeds.Length; sample++)
        {
            int size = targets.Length / seeds.Length;
            double counted = targets.IsEmpty ? 1
                : Counted(targets.Slice(sample * size, size), context.Lengths.IsEmpty ? int.MaxValue : context.Lengths[sample], ignored,
                    stepWeights);
            // In a mean each step counts alike, or by its weight, whatever sample it is of.
            weights[sample] = (mean ? counted : counted > 0 ? 1 : 0) * (
                context.SampleWeights.IsEmpty ? 1 : double.CreateTruncating(context.SampleWeights[sample]));
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

    /// <summary>
    /// How many steps of a sample count, or the sum of their weights: those within its length whose label is not ignored.
    /// </summary>
    /// <param name="target">The target of the sample.</param>
    /// <param name="length">How many of its steps are valid.</param>
    /// <param name="ignored">The class index that counts for nothing; null for none.</param>
    /// <param name="stepWeights">How many weights of steps lie after the targets.</param>
    internal static double Counted<T>(ReadOnlySpan<T> target, int length, int? ignored, int stepWeights)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> weights = target[^stepWeights..];
        int steps = Math.Min(stepWeights > 0 ? stepWeights : target.Length, length);
        double counted = 0;
        for (int step = 0; step < steps; step++)
        {
            if (ignored is not { } label || target[step] != T.CreateTruncating(label))
                counted += weights.IsEmpty ? 1 : double.CreateTruncating(weights[step]);
        }

        return counted;
    }
}
