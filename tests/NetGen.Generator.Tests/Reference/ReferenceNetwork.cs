using System.Text.Json;

namespace NetGen.Generator.Tests.Reference;

/// <summary>One network of <c>dense_networks.json</c>, <c>conv_networks.json</c>, <c>norm_networks.json</c>, <c>joined_norm_networks.json</c>, <c>graph_networks.json</c>, <c>output_networks.json</c>, <c>sequence_networks.json</c> or <c>cell_networks.json</c>: how to build it, and what PyTorch computed for it in double precision.</summary>
/// <param name="Name">Its class name.</param>
/// <param name="Attributes">Its attributes, without <c>[Network]</c>.</param>
/// <param name="Batch">Samples.</param>
/// <param name="FiniteDifferenceSamples">Leading samples on which finite differences are well conditioned and cheap.</param>
/// <param name="Inputs">Fill constants a, c, scale.</param>
/// <param name="Parameters">For each tensor, in flat order: length, a, c, scale.</param>
/// <param name="Targets">The rule of the targets, where there is one output.</param>
/// <param name="OutputGradients">Fill constants of what <c>Backward</c> is given.</param>
/// <param name="SampleWeights">Fill constants a, c, if samples are weighted.</param>
/// <param name="UnweightedLoss">The loss without those weights; with <paramref name="Statistics"/> that of inference after a step, with <paramref name="Sequence"/> that of inference.</param>
/// <param name="Outputs">A summary: max |v|, L2 norm, probes.</param>
/// <param name="Loss">The loss of the batch.</param>
/// <param name="LossInputGradient">A summary of its gradient by the inputs.</param>
/// <param name="LossGradients">A summary of its gradient by each parameter tensor.</param>
/// <param name="BackwardInputGradient">A summary of the input gradient that <c>Backward</c> makes of <paramref name="OutputGradients"/>.</param>
/// <param name="Backward">A summary of its gradient by each parameter tensor.</param>
/// <param name="Statistics">What training knows that inference does not, if a layer differs.</param>
/// <param name="TargetParts">The targets of several outputs.</param>
/// <param name="Blocks">The classes with <c>[Block]</c> that it uses.</param>
/// <param name="Sequence">Lengths and states, of a network with recurrent layers.</param>
/// <param name="OutputParts">The numbers of each output, of a network whose typed members are tested.</param>
internal sealed record ReferenceNetwork(
    string Name,
    string Attributes,
    int Batch,
    int FiniteDifferenceSamples,
    int[] Inputs,
    int[][] Parameters,
    TargetRule? Targets,
    int[] OutputGradients,
    int[]? SampleWeights,
    double? UnweightedLoss,
    double[] Outputs,
    double Loss,
    double[] LossInputGradient,
    double[][] LossGradients,
    double[] BackwardInputGradient,
    double[][] Backward,
    TrainingReference? Statistics = null,
    TargetPart[]? TargetParts = null,
    string? Blocks = null,
    SequenceReference? Sequence = null,
    int[]? OutputParts = null)
{
    /// <summary>The networks of dense layers.</summary>
    public static IReadOnlyList<ReferenceNetwork> Dense { get; } = Read("dense_networks.json");

    /// <summary>The networks with convolutions and pools.</summary>
    public static IReadOnlyList<ReferenceNetwork> Convolutional { get; } = Read("conv_networks.json");

    /// <summary>Those whose normalisations stand between joins.</summary>
    public static IReadOnlyList<ReferenceNetwork> JoinedNormalized { get; } = Read("joined_norm_networks.json");

    /// <summary>The networks with batch normalisation and dropout.</summary>
    public static IReadOnlyList<ReferenceNetwork> Normalized { get; } = Read("norm_networks.json");

    /// <summary>The networks with joins, and with several inputs and outputs.</summary>
    public static IReadOnlyList<ReferenceNetwork> Graphs { get; } = Read("graph_networks.json");

    /// <summary>The networks with several outputs and losses.</summary>
    public static IReadOnlyList<ReferenceNetwork> SeveralOutputs { get; } = Read("output_networks.json");

    /// <summary>The networks with recurrent layers.</summary>
    public static IReadOnlyList<ReferenceNetwork> Recurrent { get; } = Read("sequence_networks.json");

    /// <summary>The networks with recurrent layers in forms that PyTorch's modules lack.</summary>
    public static IReadOnlyList<ReferenceNetwork> Cells { get; } = Read("cell_networks.json");

    /// <summary>All without layers that differ in training.</summary>
    public static IEnumerable<ReferenceNetwork> All => Dense.Concat(Convolutional).Concat(Graphs);

    public double[] MakeParameters() => [.. Parameters.SelectMany(tensor => FillRule.Fill(tensor[0], tensor[1], tensor[2], tensor[3]))];

    public double[] MakeInputs(int inputSize) => Sequence is { Vocabulary: > 0 and int vocabulary }
        ? FillRule.Labels(Batch * inputSize, Inputs[0], Inputs[1], vocabulary, 0)
        : FillRule.Fill(Batch * inputSize, Inputs[0], Inputs[1], Inputs[2]);

    /// <summary>The targets: of several outputs behind each other, sample by sample; of a sequence for each of its steps.</summary>
    public double[] MakeTargets(int outputSize)
    {
        int steps = Sequence?.OutputSteps ?? 1;
        if (TargetParts is null)
            return Targets!.Make(Batch * steps, outputSize / steps);
        double[][] parts = [.. TargetParts.Select(part => part.Rule.Make(Batch, part.Size))];
        return [.. Enumerable.Range(0, Batch).SelectMany(sample => parts.SelectMany(part => part[(part.Length / Batch * sample)..(part.Length / Batch * (sample + 1))]))];
    }

    public double[] MakeOutputGradients(int outputSize) => FillRule.Fill(Batch * outputSize, OutputGradients[0], OutputGradients[1], OutputGradients[2]);

    public double[]? MakeSampleWeights() => SampleWeights is null ? null : FillRule.Weights(Batch, SampleWeights[0], SampleWeights[1]);

    /// <summary>A flat gradient, cut into the tensors of <see cref="Parameters"/>.</summary>
    public IEnumerable<double[]> Split(double[] flat)
    {
        int offset = 0;
        foreach (int[] tensor in Parameters)
        {
            yield return flat[offset..(offset + tensor[0])];
            offset += tensor[0];
        }
    }

    private static ReferenceNetwork[] Read(string file)
    {
        using Stream stream = typeof(ReferenceNetwork).Assembly.GetManifestResourceStream(file)!;
        return JsonSerializer.Deserialize<ReferenceNetwork[]>(stream, JsonSerializerOptions.Web)!;
    }
}

/// <summary>What PyTorch computed in training mode.</summary>
/// <param name="Masks">Constants a, c: element k is dropped where <c>(a k + c) mod 7 &lt; 2</c>.</param>
/// <param name="MaskSize">The elements of all dropout layers in one sample.</param>
/// <param name="TrainingOutputs">A summary of the outputs.</param>
/// <param name="Buffers">For each buffer its length, then a summary of what it holds after one step.</param>
internal sealed record TrainingReference(int[] Masks, int MaskSize, double[] TrainingOutputs, double[][] Buffers)
{
    public double[] MakeMasks(int batch) => FillRule.Masks(batch * MaskSize, Masks[0], Masks[1]);
}

/// <summary>The targets of one of several outputs.</summary>
/// <param name="Rule">Their rule.</param>
/// <param name="Size">The numbers of the output.</param>
internal sealed record TargetPart(TargetRule Rule, int Size);

/// <summary>What belongs to a network with recurrent layers, and what PyTorch computed in training mode.</summary>
/// <param name="Steps">The steps of the input.</param>
/// <param name="OutputSteps">The steps of the output; 1 if it is no sequence.</param>
/// <param name="Vocabulary">How many indices there are where the inputs are indices, else 0.</param>
/// <param name="Lengths">Constants a, c: sample s has <c>((a s + c) mod steps) + 1</c> steps; null where all have all.</param>
/// <param name="InitialStates">Fill constants; null for zeros.</param>
/// <param name="FinalStateGradients">Fill constants of what the way back is given beside the gradients of the outputs.</param>
/// <param name="TrainingOutputs">A summary of the outputs.</param>
/// <param name="FinalStates">A summary of the states behind the last steps.</param>
/// <param name="InitialStateGradient">A summary of the gradient of the initial states that the way back ends with.</param>
internal sealed record SequenceReference(
    int Steps,
    int OutputSteps,
    int Vocabulary,
    int[]? Lengths,
    int[]? InitialStates,
    int[] FinalStateGradients,
    double[] TrainingOutputs,
    double[] FinalStates,
    double[] InitialStateGradient)
{
    public int[] MakeLengths(int batch) => Lengths is null ? [] : FillRule.Lengths(batch, Lengths[0], Lengths[1], Steps);

    public double[] MakeInitialStates(int count) => InitialStates is null ? [] : FillRule.Fill(count, InitialStates[0], InitialStates[1], InitialStates[2]);

    public double[] MakeFinalStateGradients(int count) => FillRule.Fill(count, FinalStateGradients[0], FinalStateGradients[1], FinalStateGradients[2]);
}

/// <summary>The rule of the targets; which numbers it has depends on <paramref name="Rule"/>.</summary>
internal sealed record TargetRule(string Rule, int A, int C, int Scale, int Modulus, int Offset)
{
    public double[] Make(int batch, int outputs) => Rule switch
    {
        "fill" => FillRule.Fill(batch * outputs, A, C, Scale),
        "unit" or "positive" => FillRule.Unit(batch * outputs, A, C),
        "distribution" => FillRule.Distribution(batch, outputs, A, C),
        "oneHot" => FillRule.OneHot(batch, outputs, A, C),
        "labels" => FillRule.Labels(batch, A, C, Modulus, Offset),
        _ => throw new InvalidOperationException($"Unknown rule of targets '{Rule}'."),
    };
}
