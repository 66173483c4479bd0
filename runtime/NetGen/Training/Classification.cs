using System.Numerics;

namespace NetGen;

/// <summary>
/// Reads classes from targets and outputs. An output may hold several distributions, one after the other, such as one for
/// each step of a sequence.
/// </summary>
internal sealed record Classification(TargetKind Kind, int Classes, int? Ignored = null, int StepWeights = 0)
{
    /// <summary>How the targets of a data set relate to the outputs of a network.</summary>
    public static Classification Of<TNetwork, T>(Dataset data)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Several outputs behind each other have no one class.
        if (TNetwork.Description.Layers is [.., { Kind: "OutputParts" }])
            return new Classification(TargetKind.Numbers, 0);
        int classes = TNetwork.Description.Layers is [.., var last] ? last.OutputShape[^1] : TNetwork.OutputSize;
        int distributions = TNetwork.OutputSize / classes, steps = TNetwork.Description.StepWeights, targets = TNetwork.TargetSize - steps;
        if (classes > 1 && targets == distributions)
            return new Classification(TargetKind.Index, classes, TNetwork.Description.IgnoreIndex, steps);
        if (classes > 1 && targets == TNetwork.OutputSize && AllTargets<T>(data, classes, steps, IsOneHot))
            return new Classification(TargetKind.OneHot, classes, StepWeights: steps);
        if (classes == 1 && TNetwork.Description.Loss == "BinaryCrossEntropy"
            && AllTargets<T>(data, 1, steps, target => T.IsZero(target[0]) || target[0] == T.One))
            return new Classification(TargetKind.Binary, 2, StepWeights: steps);
        return new Classification(TargetKind.Numbers, 0);
    }

    /// <summary>Counts each distribution of a batch under its actual class and the predicted one.</summary>
    /// <param name="outputs">The outputs of the network.</param>
    /// <param name="targets">The targets. The ignored class index and steps of weight 0 are passed over.</param>
    /// <param name="tally">Where to count.</param>
    public void Count<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ClassTally tally)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int outputWidth = Kind == TargetKind.Binary ? 1 : Classes;
        int targetWidth = Kind == TargetKind.OneHot ? Classes : 1;
        int sampleSize = StepWeights * (targetWidth + 1);
        for (int i = 0; i < outputs.Length / outputWidth; i++)
        {
            ReadOnlySpan<T> output = outputs.Slice(i * outputWidth, outputWidth);
            // With weights of steps the targets of a sample are followed by as many weights.
            (int sample, int step) = StepWeights == 0 ? (0, i) : Math.DivRem(i, StepWeights);
            ReadOnlySpan<T> target = targets.Slice((sample * sampleSize) + (step * targetWidth), targetWidth);
            if (StepWeights > 0 && T.IsZero(targets[((sample + 1) * sampleSize) - StepWeights + step]))
                continue;
            int actual = Kind == TargetKind.OneHot ? IndexOfMaximum(target) : int.CreateSaturating(target[0]);
            int predicted = Kind == TargetKind.Binary ? Convert.ToInt32(double.CreateTruncating(output[0]) > 0.5) : IndexOfMaximum(output);
            if (actual >= 0 && actual < Classes && actual != Ignored)
                tally.Add(actual, predicted);
        }
    }

    /// <summary>The first of the largest.</summary>
    internal static int IndexOfMaximum<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int best = 0;
        for (int i = 1; i < numbers.Length; i++)
        {
            if (numbers[i] > numbers[best])
                best = i;
        }

        return best;
    }

    private static bool IsOneHot<T>(ReadOnlySpan<T> target)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        target.Count(T.One) == 1 && target.Count(T.Zero) == target.Length - 1;

    private static bool AllTargets<T>(Dataset data, int width, int stepWeights, Func<ReadOnlySpan<T>, bool> holds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var target = new T[data.TargetSize];
        for (int sample = 0; sample < data.Count; sample++)
        {
            data.CopyTargets<T>(sample, target);
            for (int i = 0; i < target.Length - stepWeights; i += width)
            {
                // What fills up a sequence need not be a target.
                bool counts = stepWeights == 0 || !T.IsZero(target[target.Length - stepWeights + (i / width)]);
                if (counts && !holds(target.AsSpan(i, width)))
                    return false;
            }
        }

        return true;
    }
}
