using BenchmarkDotNet.Running;
using NetGen.Benchmarks;

return args switch
{
    ["--quick"] => QuickMode.Run(),
    ["--cold"] => Workloads.Selected().All(ColdStart.Measure) ? 0 : 1,
    ["--cold", string workload] => ColdStart.Run(workload),
    _ => BenchmarkSwitcher.FromTypes([typeof(CloseLook)]).Run(args.Length > 0 ? args : ["--filter", "*"]).Any() ? 0 : 1,
};
