using System.Text.Json;

namespace NetGen.Generator.Tests.Reference;

/// <summary>A network of few layers from <c>layer_cases.json</c>, with all numbers that PyTorch computed for it in double precision.</summary>
/// <param name="Name">Its name, and that of its class.</param>
/// <param name="Attributes">Its layers.</param>
/// <param name="Inputs">Two samples.</param>
/// <param name="Parameters">The flat parameters.</param>
/// <param name="Outputs">The outputs of the two samples.</param>
/// <param name="OutputGradients">What goes backwards through it.</param>
/// <param name="Backward">What comes out at the parameters.</param>
/// <param name="BackwardInputs">What comes out at the inputs.</param>
/// <param name="Targets">The targets, where it ends with a loss.</param>
/// <param name="Loss">The loss of the two samples.</param>
/// <param name="LossGradients">Its gradient by the parameters.</param>
internal sealed record LayerCase(
    string Name, string Attributes, double[] Inputs, double[] Parameters, double[] Outputs, double[] OutputGradients, double[] Backward, double[] BackwardInputs,
    double[]? Targets = null, double? Loss = null, double[]? LossGradients = null)
{
    private static readonly JsonSerializerOptions s_options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static IReadOnlyList<LayerCase> All { get; } = Load();

    private static LayerCase[] Load()
    {
        using Stream stream = typeof(LayerCase).Assembly.GetManifestResourceStream("layer_cases.json")!;
        return JsonSerializer.Deserialize<LayerCase[]>(stream, s_options)!;
    }
}
