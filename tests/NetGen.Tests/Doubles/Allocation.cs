namespace NetGen.Tests;

/// <summary>Measures what an action allocates once it is warm.</summary>
public static class Allocation
{
    /// <summary>
    /// The bytes of ten calls: the least of three measurements, for the runtime itself allocates on a thread now and then,
    /// while an action that allocates does so every time.
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
