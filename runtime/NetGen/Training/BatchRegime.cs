namespace NetGen;

/// <summary>How many samples go into one step of training.</summary>
public enum BatchRegime
{
    /// <summary>Mini-batches of <see cref="FitOptions.BatchSize"/> samples.</summary>
    MiniBatch,

    /// <summary>One sample: as many steps in an epoch as there are samples.</summary>
    PerSample,

    /// <summary>All samples: one step in an epoch.</summary>
    FullBatch,
}
