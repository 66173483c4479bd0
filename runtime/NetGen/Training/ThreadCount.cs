namespace NetGen;

/// <summary>How many threads to use.</summary>
internal static class ThreadCount
{
    /// <summary>
    /// Multiply-adds between two points where threads wait for each other, a few microseconds each, that make a thread pay:
    /// some 50 microseconds of work.
    /// </summary>
    private const long WorthAThread = 2_000_000;

    /// <summary>The number asked for; for 0, one for each processor that finds enough to do.</summary>
    public static int For(int wanted, long multiplyAdds) =>
        wanted > 0 ? wanted : (int)Math.Clamp(multiplyAdds / WorthAThread, 1, Environment.ProcessorCount);
}
