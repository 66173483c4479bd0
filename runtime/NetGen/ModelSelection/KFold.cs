using System.Collections.Immutable;

namespace NetGen;

/// <summary>
/// Divides samples at random into k parts as equal as can be, each of which is held out once while the others train. The first
/// n mod k parts have one sample more than the rest.
/// </summary>
public sealed class KFold
{
    /// <summary>A division.</summary>
    /// <param name="folds">The number of parts, at least 2.</param>
    /// <param name="seed">Decides which sample goes where.</param>
    /// <param name="stratified">Whether each part gets its share of every class: the counts of a class in two parts differ by at most
    /// 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 parts.</exception>
    public KFold(int folds, ulong seed = 0, bool stratified = false)
    {
        if (folds < 2)
            throw new ArgumentOutOfRangeException(nameof(folds), $"Expected at least 2 folds, got {folds}.");
        (Folds, Seed, Stratified) = (folds, seed, stratified);
    }

    /// <summary>The number of parts.</summary>
    public int Folds { get; }

    /// <summary>What decides which sample goes where.</summary>
    public ulong Seed { get; }

    /// <summary>Whether each part gets its share of every class.</summary>
    public bool Stratified { get; }

    /// <summary>
    /// Whether a class may have fewer samples than there are parts. It is then held out in some folds only, which <see
    /// cref="Fold.NotHeldOut"/> names and
    /// <see cref="CrossValidationResult.Warnings"/> say. Default: false, and such a class is an exception.
    /// </summary>
    public bool AllowRareClasses { get; init; }

    /// <summary>Divides the samples of a data set.</summary>
    /// <exception cref="ArgumentException">
    /// There are fewer samples than parts, or, stratified, fewer of some class where <see cref="AllowRareClasses"/> is false.
    /// </exception>
    /// <exception cref="InvalidDataException">Stratified, and targets are neither class indices nor one-hot.</exception>
    public ImmutableArray<Fold> Split(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!Stratified)
            return Split(data.Count);

        CheckSamples(data.Count);
        int[] labels = ClassLabels.Of(data);
        var random = new RandomSequence(Seed);
        var order = new List<int>(labels.Length);
        foreach (int[] samples in ClassLabels.Groups(labels))
        {
            if (samples.Length < Folds && !AllowRareClasses)
            {
                throw new ArgumentException(
                    $"Expected at least {Folds} samples of each class, 1 for each fold, got {samples.Length} of class "
                        + $"{labels[samples[0]]}. "
                    + $"Take fewer folds, or set {nameof(AllowRareClasses)}.",
                    nameof(data));
            }

            random.Shuffle<int>(samples);
            order.AddRange(samples);
        }

        return [.. Deal([.. order]).Select(fold => fold with { NotHeldOut = NotHeldOut(labels, fold) })];
    }

    /// <summary>Divides samples whose classes do not matter.</summary>
    /// <param name="samples">How many there are.</param>
    /// <exception cref="ArgumentException">There are fewer samples than parts.</exception>
    /// <exception cref="InvalidOperationException">Stratified: then the classes are needed.</exception>
    public ImmutableArray<Fold> Split(int samples)
    {
        if (Stratified)
            throw new InvalidOperationException("Expected a data set to stratify by its classes, got a number of samples.");
        CheckSamples(samples);
        int[] order = Enumerable.Range(0, samples).ToArray();
        new RandomSequence(Seed).Shuffle<int>(order);
        return Deal(order);
    }

    private static ImmutableArray<int> NotHeldOut(int[] labels, Fold fold) =>
        [.. labels.Except(fold.Validation.Select(sample => labels[sample])).Order()];

    /// <summary>Deals samples like cards. Of samples that lie together, such as those of a class, each part gets its share.</summary>
    private ImmutableArray<Fold> Deal(int[] order)
    {
        var partOf = new int[order.Length];
        for (int place = 0; place < order.Length; place++)
            partOf[order[place]] = place % Folds;
        return [.. Enumerable.Range(0, Folds).Select(fold => new Fold(
            fold,
            [.. Enumerable.Range(0, order.Length).Where(sample => partOf[sample] != fold)],
            [.. Enumerable.Range(0, order.Length).Where(sample => partOf[sample] == fold)]))];
    }

    private void CheckSamples(int samples)
    {
        if (samples < Folds)
            throw new ArgumentException($"Expected at least {Folds} samples, 1 for each fold, got {samples}.", nameof(samples));
    }
}
