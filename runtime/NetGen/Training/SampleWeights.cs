using System.Numerics;

namespace NetGen;

/// <summary>What each sample of a data set counts in the loss: its own weight times that of its class.</summary>
internal sealed class SampleWeights<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[]? _weights;
    private readonly double[] _counts;

    private SampleWeights(T[]? weights, double[] counts)
    {
        _weights = weights;
        _counts = counts;
    }

    /// <summary>Whether any were given.</summary>
    public bool Given => _weights is not null;

    /// <summary>Whether a sample counts that is not ignored.</summary>
    public bool Counts => _counts.Length == 0 || !Array.TrueForAll(_counts, count => count == 0);

    /// <summary>The weights that the options give a data set.</summary>
    /// <exception cref="ArgumentException">Their number does not fit, or all of them are 0.</exception>
    /// <exception cref="InvalidOperationException">There are weights of classes, and the targets are none.</exception>
    public static SampleWeights<T> Of<TNetwork>(Dataset data, FitOptions options)
        where TNetwork : class, INetwork<TNetwork, T>
    {
        T[]? weights = null;
        if (options.SampleWeights is { } own)
        {
            if (own.Count != data.Count)
                throw new ArgumentException(
                    $"Expected {data.Count} sample weights, one for each sample, got {own.Count}.", nameof(FitOptions.SampleWeights));
            weights = [.. own.Select(T.CreateTruncating)];
        }

        if (options.ClassWeights is { } ofClasses)
        {
            var classes = Classification.Of<TNetwork, T>(data);
            weights = WithClasses(weights, Labels(data, classes), ofClasses, classes.Classes);
        }

        if (weights is not null && Array.TrueForAll(weights, T.IsZero))
            throw new ArgumentException("Expected at least 1 sample with a weight above 0, got none.", nameof(options));
        return new SampleWeights<T>(
            weights, TNetwork.Description is { IgnoreIndex: null, StepWeights: 0 } ? [] : CountsOf(data, options, TNetwork.Description));
    }

    /// <summary>The weight of one sample.</summary>
    public T Weight(int sample) => _weights is null ? T.One : _weights[sample];

    /// <summary>
    /// What the mean over a step divides by: the sum of the weights of its samples, each times what counts of it, in their order.
    /// </summary>
    public double Total(ReadOnlySpan<int> samples)
    {
        double total = 0;
        foreach (int sample in samples)
            total += (_counts.Length == 0 ? 1 : _counts[sample]) * double.CreateTruncating(Weight(sample));
        return total;
    }

    /// <summary>
    /// How many labels of each sample are not ignored: of a sequence as many as it has such steps, or the sum of their weights.
    /// </summary>
    private static double[] CountsOf(Dataset data, FitOptions options, NetworkDescription network)
    {
        var counts = new double[data.Count];
        var target = new T[data.TargetSize];
        for (int sample = 0; sample < counts.Length; sample++)
        {
            data.CopyTargets<T>(sample, target);
            counts[sample] = BatchLoss.Counted<T>(
                target, options.Lengths is { } lengths && lengths.Count == data.Count ? lengths[sample] : int.MaxValue, network.IgnoreIndex,
                network.StepWeights);
        }

        return counts;
    }

    private static T[] WithClasses(T[]? weights, int[] labels, IReadOnlyList<double> ofClasses, int classes)
    {
        if (ofClasses.Count != classes)
            throw new ArgumentException(
                $"Expected {classes} class weights, one for each class, got {ofClasses.Count}.", nameof(FitOptions.ClassWeights));
        weights ??= [.. Enumerable.Repeat(T.One, labels.Length)];
        for (int sample = 0; sample < weights.Length; sample++)
        {
            if ((uint)labels[sample] < (uint)classes)
                weights[sample] *= T.CreateTruncating(ofClasses[labels[sample]]);
        }

        return weights;
    }

    private static int[] Labels(Dataset data, Classification classes)
    {
        if (classes.Kind == TargetKind.Numbers)
            throw new InvalidOperationException("Expected targets that are classes with class weights, got numbers.");
        int width = classes.Kind == TargetKind.OneHot ? classes.Classes : 1;
        if (data.TargetSize != width)
            throw new InvalidOperationException($"Expected one class a sample with class weights, got {data.TargetSize / width}.");

        var labels = new int[data.Count];
        var target = new T[width];
        for (int sample = 0; sample < labels.Length; sample++)
        {
            data.CopyTargets<T>(sample, target);
            labels[sample] = width > 1 ? Array.IndexOf(target, T.One) : int.CreateSaturating(target[0]);
        }

        return labels;
    }
}
