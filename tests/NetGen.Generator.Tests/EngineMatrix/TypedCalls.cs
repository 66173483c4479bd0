using System.Text.RegularExpressions;
using NetGen.Generator.Tests.Reference;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>A class that calls the typed members of a network, which have a span for each input, output and target: their number is known to its source only.</summary>
internal static partial class TypedCalls
{
    /// <summary>The numbers of each input.</summary>
    public static int[] InputParts(ReferenceNetwork network) =>
        [.. Inputs().Matches(network.Attributes).Select(match => int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>The numbers of each target: of a class index one.</summary>
    public static int[] TargetParts(ReferenceNetwork network) => [.. network.TargetParts!.Select(part => part.Rule.Rule == "labels" ? 1 : part.Size)];

    /// <summary>The source of the class; empty for a network whose typed members are not tested.</summary>
    public static string Of(ReferenceNetwork network)
    {
        if (network.OutputParts is not { } outputs)
            return string.Empty;
        string All(string name, int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => $"{name}[{i}]"));
        string inputs = All("inputs", InputParts(network).Length), targets = All("targets", network.TargetParts!.Length);
        string Room(string name, IEnumerable<int> sizes) => $"double[][] {name} = [{string.Join(", ", sizes.Select(size => $"new double[batch * {size}]"))}];";
        string Outputs(string name) => All(name, outputs.Length);
        return $$"""

            public static class {{network.Name}}Calls
            {
                public static double[][] Run(double[] parameters, double[][] inputs, double[][] targets, double[][] errors, double[] weights, int batch)
                {
                    var network = new {{network.Name}}(parameters);
                    Workspace workspace = {{network.Name}}.CreateWorkspace(batch);
                    var context = new TrainingContext<double> { SampleWeights = weights };
                    double[] ofLoss = new double[parameters.Length], ofOutputs = new double[parameters.Length];
                    {{Room("plain", outputs)}}
                    {{Room("scratch", outputs)}}
                    {{Room("trained", outputs)}}
                    {{Room("slopes", InputParts(network))}}
                    {{Room("back", InputParts(network))}}
                    network.Forward({{inputs}}, {{Outputs("plain")}});
                    network.Forward({{inputs}}, {{Outputs("scratch")}}, workspace);
                    double loss = network.Loss({{inputs}}, {{targets}}, workspace);
                    double step = network.LossAndGradient({{inputs}}, {{targets}}, ofLoss, workspace, context, {{All("slopes", InputParts(network).Length)}});
                    network.ForwardTraining({{inputs}}, {{Outputs("trained")}}, workspace);
                    network.Backward(workspace, {{Outputs("errors")}}, ofOutputs, {{All("back", InputParts(network).Length)}});
                    return [[loss, step], ofLoss, ofOutputs, .. plain, .. scratch, .. trained, .. slopes, .. back];
                }
            }
            """;
    }

    [GeneratedRegex(@"\[Input\((\d+)")]
    private static partial Regex Inputs();
}
