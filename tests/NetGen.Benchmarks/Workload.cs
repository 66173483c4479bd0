namespace NetGen.Benchmarks;

/// <summary>One thing to measure.</summary>
/// <param name="Name">Its name on every printed line.</param>
/// <param name="Error">Its relative error against the reference data.</param>
/// <param name="Start">
/// Readies a measurement: gives the function that makes a number of calls. The loop is inside, over the network's own type, so
/// that what is timed is the call a user would write.
/// </param>
/// <param name="FirstCall">What a process pays for its first call.</param>
internal sealed record Workload(string Name, Func<double> Error, Func<Action<long>> Start, Func<FirstCall> FirstCall);
