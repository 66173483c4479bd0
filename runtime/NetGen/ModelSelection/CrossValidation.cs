namespace NetGen;

/// <summary>A cross-validation of some network, ready to run; what a search compares.</summary>
public abstract class CrossValidation
{
    private protected CrossValidation()
    {
    }

    /// <summary>How the samples are divided. Default: five parts, seed 0, not stratified.</summary>
    public KFold Folds { get; init; } = new(5);

    /// <summary>The training of each fold by itself, to be run on any thread in any order; each takes the threads it may use.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="own">The objects that the folds of this and other cross-validations of a search have for themselves.</param>
    internal abstract IReadOnlyList<Func<int, FoldResult>> Jobs(Dataset data, OwnObjects own);
}
