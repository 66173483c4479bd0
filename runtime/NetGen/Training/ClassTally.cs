namespace NetGen;

/// <summary>Counts predictions; up to 1,024 classes also what was taken for what.</summary>
internal sealed class ClassTally(int classes)
{
    private const int MostClasses = 1024;

    private readonly long[]? _counts = classes <= MostClasses ? new long[classes * classes] : null;

    private long _total;
    private long _correct;

    /// <summary>The share of correct predictions; null if there was none at all.</summary>
    public double? Accuracy => _total == 0 ? null : (double)_correct / _total;

    /// <summary>What was taken for what.</summary>
    public ConfusionMatrix? Confusion => _counts is null ? null : new ConfusionMatrix(classes, _counts);

    /// <summary>Counts one prediction.</summary>
    public void Add(int actual, int predicted)
    {
        _total++;
        if (actual == predicted)
            _correct++;
        if (_counts is not null)
            _counts[(actual * classes) + predicted]++;
    }

    /// <summary>Adds the counts of another tally of as many classes.</summary>
    public void Add(ClassTally other)
    {
        _total += other._total;
        _correct += other._correct;
        for (int i = 0; i < (_counts?.Length ?? 0); i++)
            _counts![i] += other._counts![i];
    }
}
