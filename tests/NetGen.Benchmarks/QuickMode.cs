using System.Globalization;

namespace NetGen.Benchmarks;

/// <summary>
/// Checks every workload against the reference data, then prints <c>netgen WORKLOAD median_ns best_ns</c> for each, and its
/// first call in a fresh process on lines that begin with <c>#</c>.
/// </summary>
internal static class QuickMode
{
    private const double Tolerance = 1e-5;

    /// <returns>The exit code: 1 if an output or a loss differs from the reference. A first call that takes too long is only told.</returns>
    public static int Run()
    {
        List<Workload> workloads = Workloads.Selected();
        bool correct = true;
        foreach (Workload workload in workloads)
        {
            double error = workload.Error();
            bool equal = error <= Tolerance;
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# check netgen {workload.Name} relative={error:0.0e+00} {(equal ? "ok" : "MISMATCH")}"));
            correct &= equal;
        }

        if (!correct)
            return 1;

        foreach (Workload workload in workloads)
        {
            Timing timing = Timing.Of(workload.Start());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"netgen {workload.Name} {timing.Median:0.0} {timing.Best:0.0}"));
        }

        foreach (Workload workload in workloads)
            ColdStart.Measure(workload);
        return 0;
    }
}
