using BenchmarkDotNet.Attributes;

namespace NetGen.Benchmarks;

/// <summary>The same workloads under BenchmarkDotNet, with its statistics and its count of allocated bytes.</summary>
[InProcess]
[MemoryDiagnoser]
public class CloseLook
{
    private Action<long> _calls = _ => { };

    /// <summary>The workload measured.</summary>
    [ParamsSource(nameof(Names))]
    public string Workload { get; set; } = "";

    /// <summary>The names of all workloads selected.</summary>
    public IEnumerable<string> Names => Workloads.Selected().Select(workload => workload.Name);

    /// <summary>Readies the workload.</summary>
    [GlobalSetup]
    public void Setup() => _calls = Workloads.All.Single(workload => workload.Name == Workload).Start();

    /// <summary>One call: an inference, or a training step.</summary>
    [Benchmark]
    public void Call() => _calls(1);
}
