namespace NetGen;

/// <content>What the samples of the last batch contributed to the loss.</content>
public sealed partial class Workspace
{
    private double[] _sampleWeights = [];

    /// <summary>
    /// What the samples of the last <c>Loss</c> or <c>LossAndGradient</c> contributed: these add up to the loss of a data set that went
    /// through the network in batches, also if samples are ignored or have weights. Empty before there was one, and for networks that were
    /// not generated.
    /// </summary>
    /// <example>
    /// <code>
    /// LossSum all = default;
    /// foreach (int start in starts)
    /// {
    ///     model.Loss(Inputs(start), Targets(start), workspace);
    ///     all += workspace.LastLoss;
    /// }
    /// Console.WriteLine($"{all.Loss} over {all.Weight} samples");
    /// </code>
    /// </example>
    public LossSum LastLoss => Contribution ?? default;

    /// <summary>What the last batch contributed; null where the network did not say.</summary>
    internal LossSum? Contribution { get; set; }

    /// <summary>Whether the loss of the batch under way is a mean or a sum.</summary>
    internal Reduction LossReduction { get; set; }

    /// <summary>What each sample of the batch under way counts.</summary>
    internal Span<double> SampleWeights(int batch)
    {
        if (_sampleWeights.Length < batch)
            _sampleWeights = new double[MaxBatch];
        return _sampleWeights.AsSpan(0, batch);
    }
}
