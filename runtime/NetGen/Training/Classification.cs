using System.Numerics;

namespace NetGen;

/// <summary>
/// Reads classes from targets and outputs. An output may hold several distributions, one after the other, such as one for
/// each step of a sequence.
/// </summary>
internal sealed record Classification(TargetKind Kind, int Classes, int? Ignored = null)
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
        int distributions = TNetwork.OutputSize / classes;
        if (classes > 1 && TNetwork.TargetSize == distributions)
            return new Classification(TargetKind.Index, classes, TNetwork.Description.IgnoreIndex);
        if (classes > 1 && TNetwork.TargetSize == TNetwork.OutputSize && AllTargets<T>(data, classes, IsOneHot))
            return new Classification(TargetKind.OneHot, classes);
        if (classes == 1 && TNetwork.Description.Loss == "BinaryCrossEntropy" && AllTargets<T>(data, 1, target => T.IsZero(target[0]) || target[0] == T.One))
            return new Classification(TargetKind.Binary, 2);
        return new Classification(TargetKind.Numbers, 0);
    }

    /// <summary>Counts each distribution of a batch under its actual class and the predicted one.</summary>
    /// <param name="outputs">The outputs of the network.</param>
    /// <param name="targets">The targets. The ignored class index is passed over.</param>
    /// <param name="tally">Where to count.</param>
    public void Count<T>(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets, ClassTally tally)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int outputWidth = Kind == TargetKind.Binary ? 1 : Classes;
        int targetWidth = Kind == TargetKind.OneHot ? Classes : 1;
        for (int i = 0; i < outputs.Length / outputWidth; i++)
        {
            ReadOnlySpan<T> output = outputs.Slice(i * outputWidth, outputWidth);
            ReadOnlySpan<T> target = targets.Slice(i * targetWidth, targetWidth);
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

    private static bool AllTargets<T>(Dataset data, int width, Func<ReadOnlySpan<T>, bool> holds)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var target = new T[data.TargetSize];
        for (int sample = 0; sample < data.Count; sample++)
        {
            data.CopyTargets<T>(sample, target);
            for (int i = 0; i < target.Length; i += width)
            {
                if (!holds(target.AsSpan(i, width)))
                    return false;
            }
        }

        return true;
    }
}
