namespace NetGen;

/// <summary>How many threads to use.</summary>
internal static class ThreadCount
{
    /// <summary>
    /// Multiply-adds between two points where threads wait for each other, a few microseconds each, that make a thread pay:
    /// some 50 microseconds of work.
    /// </summary>
    private const long WorthAThread = 2_000_000;

    /// <summary>Starts a thread, and says what to do where there can be none.</summary>
    /// <param name="start">Starts it.</param>
    /// <param name="wanted">The threads that were asked for.</param>
    /// <exception cref="PlatformNotSupportedException">The platform has one thread.</exception>
    public static void Start(Action start, int wanted)
    {
        try
        {
            start();
        }
        catch (PlatformNotSupportedException exception)
        {
            throw new PlatformNotSupportedException(
                $"Expected 1 thread, which is all that this platform has (a browser, unless it was built with threads), got {wanted}. "
                + "Leave the number of threads at 0, or set it to 1: the result is the same to the bit.",
                exception);
        }
    }

    /// <summary>The number asked for; for 0, one for each processor that finds enough to do.</summary>
    public static int For(int wanted, long multiplyAdds) =>
        wanted > 0 ? wanted : (int)Math.Clamp(multiplyAdds / WorthAThread, 1, Environment.ProcessorCount);
}
