using BenchmarkDotNet.Running;
using NetGen.Benchmarks;

return args switch
{
    ["--quick"] => QuickMode.Run(),
    ["--cold"] => Workloads.Selected().Max(ColdStart.Measure),
    ["--cold", string workload] => ColdStart.Run(workload),
    _ => BenchmarkSwitcher.FromTypes([typeof(CloseLook)]).Run(args.Length > 0 ? args : ["--filter", "*"]).Any() ? 0 : 1,
};
