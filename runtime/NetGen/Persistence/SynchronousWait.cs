namespace NetGen;

/// <summary>The results of tasks over synchronous sources, which are completed when they are returned.</summary>
internal static class SynchronousWait
{
    private const string NotCompleted = "Expected a synchronous source, got one that is waited for.";

    /// <summary>The end, or the exception, of a completed task.</summary>
    public static void Wait(this ValueTask task)
    {
        if (!task.IsCompleted)
            throw new InvalidOperationException(NotCompleted);
        task.GetAwaiter().GetResult();
    }

    /// <summary>The result, or the exception, of a completed task.</summary>
    public static TResult Result<TResult>(this ValueTask<TResult> task) => task.IsCompleted
        ? task.GetAwaiter().GetResult()
        : throw new InvalidOperationException(NotCompleted);
}
