namespace NetGen.Tests;

/// <summary>Measures what an action allocates once it is warm.</summary>
public static class Allocation
{
    /// <summary>
    /// The bytes of ten calls: the least of three measurements. A single measurement has shown bytes that the next one did not,
    /// for a cause that was not found. An action that allocates at every call is caught; one that does so now and then may not be.
    /// </summary>
    public static long Of(Action action)
    {
        for (int i = 0; i < 50; i++)
            action();

        long least = long.MaxValue;
        for (int measurement = 0; measurement < 3; measurement++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 10; i++)
                action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
