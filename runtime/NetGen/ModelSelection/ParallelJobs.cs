using System.Runtime.ExceptionServices;

namespace NetGen;

/// <summary>Runs independent jobs on several threads. Results stand where their jobs stood, whichever thread was first.</summary>
internal static class ParallelJobs
{
    /// <summary>Runs all jobs and returns their results. Of several exceptions, that of the first job is thrown.</summary>
    /// <param name="jobs">The jobs, at least one. Each is told how many threads it may use itself: one, but where fewer jobs are left than
    /// there are threads, these share them.</param>
    /// <param name="threads">The threads to use, the caller's among them, or 0 for as many as there are processors.</param>
    public static TResult[] Run<TResult>(IReadOnlyList<Func<int, TResult>> jobs, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        int all = threads == 0 ? Environment.ProcessorCount : threads, count = Math.Min(all, jobs.Count), left = jobs.Count % count;
        var results = new TResult[jobs.Count];
        var failures = new ExceptionDispatchInfo?[jobs.Count];
        int next = -1;
        bool failed = false;
        Thread[] workers = [.. Enumerable.Range(1, count - 1)
            .Select(number => new Thread(Work) { IsBackground = true, Name = $"NetGen job {number}" })];
        foreach (Thread worker in workers)
            ThreadCount.Start(worker.Start, count);
        Work();
        foreach (Thread worker in workers)
            worker.Join();
        failures.FirstOrDefault(failure => failure is not null)?.Throw();
        return results;

        void Work()
        {
            while (Interlocked.Increment(ref next) is var job && job < jobs.Count && !Volatile.Read(ref failed))
            {
                try
                {
                    results[job] = jobs[job](all / (job >= jobs.Count - left ? left : count));
                }
                catch (Exception exception)
                {
                    failures[job] = ExceptionDispatchInfo.Capture(exception);
                    Volatile.Write(ref failed, true);
                }
            }
        }
    }
}
