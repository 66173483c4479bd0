namespace NetGen.Tests;

/// <summary>Measures what an action allocates once it is warm.</summary>
public static class Allocation
{
    public static long Of(Action action)
    {
        for (int i = 0; i < 50; i++)
            action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
            action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
