using System.Collections.Immutable;
using System.Numerics;

namespace NetGen;

/// <summary>
/// Samples: for each an input and a target. A data set does not change; <see cref="Shuffle"/>, <see cref="Split"/> and the
/// like give another one over the same numbers, without copying them. The numbers are kept as <see cref="float"/> or
/// <see cref="double"/> and converted on the way to a network of the other type.
/// </summary>
/// <example>
/// <code>
/// Dataset digits = Csv.Read("digits.csv", inputShape: [8, 8, 1]);
/// (Dataset train, Dataset test) = digits.Split(0.8, seed: 1);
/// </code>
/// </example>
public sealed class Dataset
{
    private readonly NumberTable _inputs;
    private readonly NumberTable _targets;

    private Dataset(NumberTable inputs, NumberTable targets, ImmutableArray<int> inputShape)
    {
        _inputs = inputs;
        _targets = targets;
        InputShape = inputShape;
    }

    /// <summary>The number of samples, at least 1.</summary>
    public int Count => _inputs.Count;

    /// <summary>The extents of one input.</summary>
    public ImmutableArray<int> InputShape { get; }

    /// <summary>The numbers in one input.</summary>
    public int InputSize => _inputs.Width;

    /// <summary>The numbers in one target.</summary>
    public int TargetSize => _targets.Width;

    /// <summary>The type the inputs are kept in.</summary>
    public Precision Precision => _inputs.Precision;

    /// <summary>A data set over two arrays, sample after sample. They are not copied.</summary>
    /// <param name="inputs">All inputs.</param>
    /// <param name="targets">All targets; how many a sample has follows from the number of samples.</param>
    /// <param name="inputShape">The extents of one input, such as 28, 28, 1.</param>
    /// <exception cref="ArgumentException">There is no sample, an extent is below 1, or the lengths do not fit.</exception>
    public static Dataset FromArrays(float[] inputs, float[] targets, params ReadOnlySpan<int> inputShape) =>
        Create(inputs, targets, inputShape);

    /// <inheritdoc cref="FromArrays(float[], float[], ReadOnlySpan{int})"/>
    public static Dataset FromArrays(double[] inputs, double[] targets, params ReadOnlySpan<int> inputShape) =>
        Create(inputs, targets, inputShape);

    /// <summary>Copies consecutive inputs, as many as fit into <paramref name="destination"/>.</summary>
    /// <param name="start">The first sample.</param>
    /// <param name="destination">Where to; its length is a multiple of <see cref="InputSize"/>.</param>
    /// <exception cref="ArgumentException">The length is no such multiple, or the last sample lies before its end.</exception>
    public void CopyInputs<T>(int start, Span<T> destination)
        where T : unmanaged, INumberBase<T> => Copy(_inputs, start, destination);

    /// <summary>Copies consecutive targets, as many as fit into <paramref name="destination"/>.</summary>
    /// <param name="start">The first sample.</param>
    /// <param name="destination">Where to; its length is a multiple of <see cref="TargetSize"/>.</param>
    /// <exception cref="ArgumentException">The length is no such multiple, or the last sample lies before its end.</exception>
    public void CopyTargets<T>(int start, Span<T> destination)
        where T : unmanaged, INumberBase<T> => Copy(_targets, start, destination);

    /// <summary>The chosen samples, in the order given; one may come several times.</summary>
    /// <exception cref="ArgumentException">None is chosen.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A sample does not exist.</exception>
    public Dataset Select(params ReadOnlySpan<int> samples)
    {
        if (samples.IsEmpty)
            throw new ArgumentException("Expected at least 1 sample, got 0.", nameof(samples));
        foreach (int sample in samples)
        {
            if ((uint)sample >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(samples), $"Expected samples from 0 to {Count - 1}, got {sample}.");
        }

        return new Dataset(_inputs.Select(samples), _targets.Select(samples), InputShape);
    }

    /// <summary>The first <paramref name="count"/> samples.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1 or above <see cref="Count"/>.</exception>
    public Dataset Take(int count)
    {
        if (count < 1 || count > Count)
            throw new ArgumentOutOfRangeException(nameof(count), $"Expected 1 to {Count} samples, got {count}.");
        return Select(Enumerable.Range(0, count).ToArray());
    }

    /// <summary>The same samples in another order, which the seed decides.</summary>
    public Dataset Shuffle(ulong seed) => Select(RandomOrder(seed));

    /// <summary>Deals the samples out at random: about <paramref name="fraction"/> of them, and the rest.</summary>
    /// <param name="fraction">The share of the first part, above 0 and below 1.</param>
    /// <param name="seed">Decides which sample goes where.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fraction"/> lies outside its range, or leaves a part without a
    /// sample.</exception>
    public (Dataset First, Dataset Second) Split(double fraction, ulong seed)
    {
        int first = fraction is > 0 and < 1 ? (int)Math.Round(fraction * Count) : 0;
        if (first == 0 || first == Count)
            throw new ArgumentOutOfRangeException(
                nameof(fraction), FormattableString.Invariant(
                $"Expected a fraction above 0 and below 1 that gives both parts of {Count} samples at least 1, got {fraction}."));

        int[] order = RandomOrder(seed);
        return (Select(order.AsSpan(0, first)), Select(order.AsSpan(first)));
    }

    /// <summary>
    /// Deals the samples out at random, class by class: each part has the shares of the classes that the whole has, as nearly
    /// as whole samples allow, and at least 1 sample of each class.
    /// </summary>
    /// <param name="fraction">The share of the first part, above 0 and below 1.</param>
    /// <param name="seed">Decides which sample goes where.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fraction"/> lies outside its range, or leaves a part without a
    /// class.</exception>
    /// <exception cref="InvalidDataException">Targets are neither class indices nor one-hot.</exception>
    public (Dataset First, Dataset Second) SplitStratified(double fraction, ulong seed)
    {
        (int[] first, int[] second) = StratifiedSplit.Deal(ClassLabels.Of(this), fraction, seed);
        return (Select(first), Select(second));
    }

    /// <summary>The same inputs with targets of zeros and a single one, in the place of the class index.</summary>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classes"/> is below 1, or so large that the targets do not fit into
    /// one array.</exception>
    /// <exception cref="InvalidOperationException">Targets have more than one number a sample.</exception>
    /// <exception cref="InvalidDataException">A target is no whole number from 0 to <paramref name="classes"/> - 1.</exception>
    public Dataset OneHot(int classes)
    {
        if ((long)Count * classes > Array.MaxLength)
            throw new ArgumentOutOfRangeException(
                nameof(classes),
                $"Expected at most {Array.MaxLength / Count} classes, for which {Count} targets fit into one array, got {classes}.");
        CheckClasses(classes);
        var targets = new float[Count * classes];
        for (int sample = 0; sample < Count; sample++)
            targets[(sample * classes) + (int)_targets[sample, 0]] = 1;
        return new Dataset(_inputs, new NumberTable<float>(targets, classes), InputShape);
    }

    /// <summary>
    /// The same samples, each with a weight for every step of its sequence after its targets: for networks whose loss says
    /// <see cref="LossAttribute.StepWeights"/>. The weights go wherever their sample goes, through <see cref="Shuffle"/>,
    /// <see cref="Split"/> and folds alike. A step of weight 0 counts for nothing.
    /// </summary>
    /// <param name="weights">As many weights for each sample, sample after sample in the order of this data set, finite and not
    /// negative.</param>
    /// <example>
    /// <code>
    /// // Sequences of at most 3 steps; the second has only one.
    /// Dataset sequences = Dataset.FromArrays(inputs, targets, 3, 2).WithStepWeights([1, 1, 1, 1, 0, 0]);
    /// </code>
    /// </example>
    /// <exception cref="ArgumentException">There are not as many weights for each sample, or one is negative or not finite.</exception>
    public Dataset WithStepWeights(float[] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return _targets.Precision == Precision.Double ? Weighted(Array.ConvertAll(weights, weight => (double)weight)) : Weighted(weights);
    }

    /// <inheritdoc cref="WithStepWeights(float[])"/>
    public Dataset WithStepWeights(double[] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return Weighted(weights);
    }

    /// <summary>Checks that every target is a class index.</summary>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="InvalidOperationException">Targets have more than one number a sample.</exception>
    /// <exception cref="InvalidDataException">A target is no whole number from 0 to <paramref name="classes"/> - 1.</exception>
    public void CheckClasses(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (TargetSize != 1)
            throw new InvalidOperationException($"Expected class indices, 1 number a sample, got targets of {TargetSize}.");
        for (int sample = 0; sample < Count; sample++)
        {
            double target = _targets[sample, 0];
            if (!(target >= 0 && target < classes && target == Math.Floor(target)))
                throw new InvalidDataException(
                    FormattableString.Invariant($"Expected a class index from 0 to {classes - 1}, got {target} for sample {sample}."));
        }
    }

    /// <summary>Copies one sample.</summary>
    internal void CopySample<T>(int sample, Span<T> input, Span<T> target)
        where T : unmanaged, INumberBase<T>
    {
        _inputs.CopyRow(sample, input);
        _targets.CopyRow(sample, target);
    }

    /// <summary>One number of an input.</summary>
    internal double Input(int sample, int column) => _inputs[sample, column];

    /// <summary>One number of a target.</summary>
    internal double Target(int sample, int column) => _targets[sample, column];

    /// <summary>The same targets with other inputs of the same shape.</summary>
    internal Dataset WithInputs<T>(T[] inputs)
        where T : unmanaged, INumberBase<T> => new(new NumberTable<T>(inputs, InputSize), _targets, InputShape);

    private Dataset Weighted<T>(T[] weights)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (weights.Length == 0 || weights.Length % Count != 0)
            throw new ArgumentException(
                $"Expected a positive multiple of {Count} weights, as many for each of {Count} samples, got {weights.Length}.",
                nameof(weights));
        int steps = weights.Length / Count, place = Array.FindIndex(weights, weight => !T.IsFinite(weight) || weight < T.Zero);
        if (place >= 0)
            throw new ArgumentException(
                FormattableString.Invariant($"Expected weights that are finite and not negative, got {weights[place]} for step ")
                + FormattableString.Invariant($"{place % steps} of sample {place / steps}."),
                nameof(weights));

        int width = TargetSize + steps;
        if ((long)Count * width > Array.MaxLength)
            throw new ArgumentException(
                $"Expected at most {Array.MaxLength / Count} targets and weights a sample, which fit into one array, got {width}.",
                nameof(weights));
        var targets = new T[Count * width];
        for (int sample = 0; sample < Count; sample++)
        {
            Span<T> row = targets.AsSpan(sample * width, width);
            _targets.CopyRow(sample, row[..TargetSize]);
            weights.AsSpan(sample * steps, steps).CopyTo(row[TargetSize..]);
        }

        return new Dataset(_inputs, new NumberTable<T>(targets, width), InputShape);
    }

    private static Dataset Create<T>(T[] inputs, T[] targets, ReadOnlySpan<int> inputShape)
        where T : unmanaged, INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (inputShape.IsEmpty)
            throw new ArgumentException("Expected the extents of one input, such as 28, 28, 1, got none.", nameof(inputShape));
        long inputSize = 1;
        foreach (int extent in inputShape)
        {
            if (extent < 1)
                throw new ArgumentException($"Expected extents of at least 1, got {extent}.", nameof(inputShape));
            inputSize = Math.Min(inputSize * extent, 1L + Array.MaxLength); // beyond what any array has, so that nothing overflows
        }

        if (inputs.Length == 0)
            throw new ArgumentException("Expected at least 1 sample, got an empty data set.", nameof(inputs));
        if (inputs.Length % inputSize != 0)
            throw new ArgumentException(
                $"Expected a multiple of {inputSize} numbers ({inputSize} for each sample), got {inputs.Length}.", nameof(inputs));
        int count = (int)(inputs.Length / inputSize);
        if (targets.Length == 0 || targets.Length % count != 0)
            throw new ArgumentException(
                $"Expected a positive multiple of {count} numbers, as many for each of {count} samples, got {targets.Length}.",
                nameof(targets));

        return new Dataset(
            new NumberTable<T>(inputs, (int)inputSize),
            new NumberTable<T>(targets, targets.Length / count),
            [.. inputShape]);
    }

    private void Copy<T>(NumberTable table, int start, Span<T> destination)
        where T : unmanaged, INumberBase<T>
    {
        (int count, int rest) = Math.DivRem(destination.Length, table.Width);
        if (rest != 0)
            throw new ArgumentException(
                $"Expected a multiple of {table.Width} numbers ({table.Width} for each sample), got {destination.Length}.",
                nameof(destination));
        if (start < 0 || count > Count - start)
            throw new ArgumentOutOfRangeException(nameof(start), $"Expected samples from 0 to {Count - 1}, got {count} from {start} on.");
        for (int i = 0; i < count; i++)
            table.CopyRow(start + i, destination.Slice(i * table.Width, table.Width));
    }

    private int[] RandomOrder(ulong seed)
    {
        int[] order = Enumerable.Range(0, Count).ToArray();
        new RandomSequence(seed).Shuffle<int>(order);
        return order;
    }
}
