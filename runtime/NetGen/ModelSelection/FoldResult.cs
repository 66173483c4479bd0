namespace NetGen;

/// <summary>What came of one fold.</summary>
/// <param name="Fold">Which samples trained and which were held out.</param>
/// <param name="Evaluation">How the network, trained on the former, does on the latter.</param>
/// <param name="History">The course of its training.</param>
public sealed record FoldResult(Fold Fold, Evaluation Evaluation, History History)
{
    /// <summary>What the inputs of the fold went through; null where they stayed as they are.</summary>
    public FeatureScaler? Scaler { get; init; }
}
