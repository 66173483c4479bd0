using System.Diagnostics;
using System.Globalization;

namespace NetGen.Benchmarks;

/// <summary>Times of one call, in nanoseconds.</summary>
/// <param name="Median">The median of the samples.</param>
/// <param name="Best">The shortest sample.</param>
internal readonly record struct Timing(double Median, double Best)
{
    private const double SampleNanoseconds = 200e3;
    private const int FewestSamples = 7;
    private const int EnoughSamples = 51;
    private const int MostSamples = 20_001;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>The JIT compiler begins to optimise 100 ms after the last new method; what it replaces is not to be measured.</summary>
    private static readonly TimeSpan s_compilation = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Where a call takes less than a microsecond, the loop around it counts, and the public method that the kernels stand behind. On a core
    /// that the calls keep busy, the compiler needs seconds to take them through all its tiers.
    /// </summary>
    private static readonly TimeSpan s_lastTier = TimeSpan.FromSeconds(3);

    private const double ShortNanoseconds = 1000;

    /// <summary>Measures for the milliseconds of the environment variable <c>BENCH_MS</c> (600), in samples of about 200 us.</summary>
    public static Timing Of(Action<long> calls)
    {
        RunFor(calls, s_compilation);
        RunFor(calls, s_warmUp);
        if (Sample(calls, 8) < ShortNanoseconds)
            RunFor(calls, s_lastTier);
        long perSample = CallsPerSample(Sample(calls, CallsPerSample(Sample(calls, 1))));

        TimeSpan budget = Budget();
        List<double> samples = [];
        long start = Stopwatch.GetTimestamp();
        while (samples.Count < MostSamples)
        {
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            if (elapsed >= budget && samples.Count >= FewestSamples && (samples.Count >= EnoughSamples || elapsed >= s_patience))
                break;
            samples.Add(Sample(calls, perSample));
        }

        samples.Sort();
        return new Timing(samples[samples.Count / 2], samples[0]);
    }

    private static TimeSpan Budget() =>
        TimeSpan.FromMilliseconds(double.Parse(Environment.GetEnvironmentVariable("BENCH_MS") ?? "600", CultureInfo.InvariantCulture));

    private static long CallsPerSample(double nanoseconds) => Math.Max(1, (long)(SampleNanoseconds / Math.Max(1, nanoseconds)));

    /// <summary>Nanoseconds of one call, averaged over a sample.</summary>
    private static double Sample(Action<long> calls, long count)
    {
        long start = Stopwatch.GetTimestamp();
        calls(count);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / count;
    }

    private static void RunFor(Action<long> calls, TimeSpan time)
    {
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < time;)
            calls(1);
    }
}
