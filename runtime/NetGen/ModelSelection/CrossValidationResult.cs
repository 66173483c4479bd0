using System.Collections.Immutable;

namespace NetGen;

/// <summary>What came of a cross-validation.</summary>
/// <param name="Folds">The folds in order, at least 1.</param>
public record CrossValidationResult(ImmutableArray<FoldResult> Folds)
{
    /// <summary>What makes the result worth less than it seems, in sentences: classes that were not held out in every fold.</summary>
    public ImmutableArray<string> Warnings =>
    [
        .. Folds.SelectMany(fold => fold.Fold.NotHeldOut.Select(label => (Label: label, fold.Fold.Index)))
            .GroupBy(pair => pair.Label, pair => pair.Index)
            .OrderBy(group => group.Key)
            .Select(group => $"Class {group.Key} has fewer samples than there are folds, {Folds.Length}: none is held out in fold "
                + $"{string.Join(", ", group)}, so losses and accuracies of folds are not of the same classes."),
    ];

    /// <summary>The loss on what was held out, fold by fold.</summary>
    public SampleStatistics Loss => new([.. Folds.Select(fold => fold.Evaluation.Loss)]);

    /// <summary>The accuracy on what was held out, fold by fold; null where targets are not classes.</summary>
    public SampleStatistics? Accuracy =>
        Folds.All(fold => fold.Evaluation.Accuracy is not null) ? new([.. Folds.Select(fold => fold.Evaluation.Accuracy!.Value)]) : null;

    /// <summary>What was taken for what, over all folds: each sample counts once. Null where targets are not classes.</summary>
    public ConfusionMatrix? Confusion => Folds.All(fold => fold.Evaluation.Confusion is not null)
        ? ConfusionMatrix.Sum(Folds.Select(fold => fold.Evaluation.Confusion!)) : null;
}

/// <summary>What came of a cross-validation, with the networks that it trained.</summary>
/// <typeparam name="TNetwork">Their class.</typeparam>
/// <param name="Folds">The folds in order.</param>
/// <param name="Models">The network of each fold.</param>
public sealed record CrossValidationResult<TNetwork>(ImmutableArray<FoldResult> Folds, ImmutableArray<TNetwork> Models)
    : CrossValidationResult(Folds);
