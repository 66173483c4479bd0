using System.Numerics;

namespace NetGen;

/// <summary>How often the right class is among the k best.</summary>
public static class TopKAccuracy
{
    /// <summary>
    /// The share of samples whose class is among the <paramref name="k"/> largest outputs. Of equal outputs the first counts as larger, so
    /// that with k = 1 this is the accuracy. NaN among the outputs is never among the largest.
    /// </summary>
    /// <param name="outputs">The outputs of a network, one for each class, sample after sample.</param>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="k">How many classes count as right, from 1 to the number of classes.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, a class does not exist, or k is impossible.</exception>
    public static double Of<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<int> labels, int k)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (labels.IsEmpty || outputs.IsEmpty || outputs.Length % labels.Length != 0)
            throw new ArgumentException(
                $"Expected as many outputs for each of {labels.Length} samples, at least 1, got {outputs.Length}.", nameof(outputs));
        int classes = outputs.Length / labels.Length;
        if (k < 1 || k > classes)
            throw new ArgumentOutOfRangeException(nameof(k), $"Expected 1 to {classes}, the number of classes, got {k}.");

        int right = 0;
        for (int sample = 0; sample < labels.Length; sample++)
        {
            int label = labels[sample];
            if ((uint)label >= (uint)classes)
                throw new ArgumentOutOfRangeException(
                    nameof(labels), $"Expected classes from 0 to {classes - 1}, got {label} for sample {sample}.");
            if (Rank(outputs.Slice(sample * classes, classes), label) < k)
                right++;
        }

        return (double)right / labels.Length;
    }

    /// <summary>How many outputs come before that of the class.</summary>
    private static int Rank<T>(ReadOnlySpan<T> outputs, int label)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T own = outputs[label];
        if (T.IsNaN(own))
            return outputs.Length;
        int before = 0;
        for (int other = 0; other < outputs.Length; other++)
        {
            if (outputs[other] > own || (outputs[other] == own && other < label))
                before++;
        }

        return before;
    }
}
