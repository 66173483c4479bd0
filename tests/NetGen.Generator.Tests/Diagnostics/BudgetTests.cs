using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NETGEN502 and NETGEN503: a network costs no more than its author allowed.</summary>
public class BudgetTests
{
    [Theory]
    [InlineData("{|Parameters = 100_000|}", "101,770 parameters, 1770 more than its budget of 100,000; Dense 'Dense1' takes most: 100,480")]
    [InlineData("Parameters = 101_770, {|MultiplyAdds = 1|}", "101,632 multiply-adds a sample, 101,631 more than its budget of 1; Dense 'Dense1' takes most: 100,352")]
    public void What_exceeds_the_budget_is_reported_at_the_limit_with_the_largest_layer(string limits, string message)
    {
        using HostileCulture culture = new();
        AnalyzerHarness.Reports("NETGEN502", Classifier(limits), $"'Net' takes {message}", "Dense(128)");
    }

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void The_workspace_is_that_of_one_sample_to_the_byte(Precision precision)
    {
        string source = Classifier("{|WorkspaceBytes = 9|}").Replace("[Network]", $"[Network(Precision = Precision.{precision})]");
        long bytes = WorkspaceBytes(source.Replace("9|}", "999_999_999").Replace("{|", string.Empty));
        AnalyzerHarness.IsSilent(source.Replace("9|}", $"{bytes}").Replace("{|", string.Empty));
        AnalyzerHarness.Reports(
            "NETGEN502", source.Replace("9|}", $"{bytes - 1}|}}"),
            FormattableString.Invariant($"'Net' takes {bytes:N0} bytes of workspace for one sample, 1 more than its budget of {bytes - 1:N0}; Dense 'Dense1' takes most: 100,480 parameters and 128 values"), "Dense(128)");
    }

    [Fact]
    public void Each_limit_that_is_exceeded_is_reported() => Assert.Equal(
        ["Parameters = 1", "MultiplyAdds = 2", "WorkspaceBytes = 3"],
        AnalyzerHarness.Everything(Classifier("Parameters = 1, MultiplyAdds = 2, WorkspaceBytes = 3")).Select(diagnostic => diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)));

    [Fact]
    public void What_is_allowed_is_not_reported() => AnalyzerHarness.IsSilent(Classifier("Parameters = 101_770, MultiplyAdds = 101_632, WorkspaceBytes = 10_000_000_000"));

    [Theory]
    [InlineData("Parameters", "0")]
    [InlineData("MultiplyAdds", "-5")]
    [InlineData("WorkspaceBytes", "-9223372036854775808")]
    public void A_limit_that_nothing_can_keep_is_refused(string limit, string value)
    {
        using HostileCulture culture = new();
        AnalyzerHarness.Reports("NETGEN109", Classifier($"{{|{limit} = {value}|}}"), $"Budget: {limit} must be at least 1, not {value}");
    }

    [Fact]
    public void A_budget_of_a_network_beyond_all_memory_is_not_judged() => Assert.Equal("NETGEN204", Assert.Single(AnalyzerHarness.Everything("""
        using NetGen;
        [Network, Budget(Parameters = 10), Input(100000), Dense(100000)]
        public partial class Net;
        """)).Id);

    [Fact]
    public void A_budget_without_limits_is_reported() => AnalyzerHarness.Reports("NETGEN503", """
        using NetGen;
        [Network, {|Budget|}, Input(4), Dense(3)]
        public partial class Net;
        """, "The budget of 'Net' limits nothing; set Parameters, MultiplyAdds or WorkspaceBytes");

    [Fact]
    public Task A_budget_without_limits_is_removed() => AnalyzerHarness.Fixes(
        "using NetGen;\n[Network]\n[Budget()]\n[Input(4), Dense(3)]\npublic partial class Net;\n", "using NetGen;\n[Network]\n[Input(4), Dense(3)]\npublic partial class Net;\n", "Remove [Budget]");

    private static long WorkspaceBytes(string source) =>
        ((Workspace)GeneratorDriverHarness.Compile([source]).GetType("Net")!.GetMethod("CreateWorkspace")!.Invoke(null, [1])!).Bytes;

    private static string Classifier(string limits) => $$"""
        using NetGen;
        [Network]
        [Budget({{limits}})]
        [Input(784)]
        [Dense(128), Relu]
        [Dense(10), Softmax]
        [SparseCategoricalCrossEntropy]
        public partial class Net;
        """;
}
