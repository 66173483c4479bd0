namespace NetGen;

/// <summary>
/// How the samples of an epoch fall into steps, and those of a step into batches that go through the network one after the other.
/// </summary>
/// <param name="Samples">Samples of an epoch.</param>
/// <param name="BatchSize">Samples that go through the network at once.</param>
/// <param name="Accumulation">Batches of a step.</param>
/// <param name="DropsLast">Whether an epoch goes without the samples that are left over from batches of full size.</param>
internal readonly record struct BatchPlan(int Samples, int BatchSize, int Accumulation, bool DropsLast = false)
{
    /// <summary>Samples whose gradients networks sum in one piece: batches of whole pieces add up to the bits of the large batch.</summary>
    private const int Segment = 16;

    /// <summary>Samples that an epoch sees.</summary>
    public int Seen => DropsLast ? Samples / BatchSize * BatchSize : Samples;

    /// <summary>Samples of a step; the last of an epoch takes what is left.</summary>
    public int StepSize => (int)Math.Min(Seen, (long)BatchSize * Accumulation);

    /// <summary>Steps of an epoch.</summary>
    public int Steps => (Seen + StepSize - 1) / StepSize;

    /// <summary>The plan of a run, from options that were validated.</summary>
    public static BatchPlan Of(FitOptions options, int samples)
    {
        int batchSize = options.Regime switch
        {
            BatchRegime.MiniBatch => options.BatchSize,
            BatchRegime.PerSample => 1,
            _ when options.Accumulation == 1 => samples,
            _ => (((samples - 1) / options.Accumulation / Segment) + 1) * Segment,
        };
        bool dropsLast = options.DropLast && options.Regime == BatchRegime.MiniBatch;
        return new BatchPlan(samples, Math.Min(batchSize, samples), options.Accumulation, dropsLast);
    }
}
