using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>Members with a span for each input, output and target, of the random networks with several outputs: the bits of the members on whole samples.</summary>
public sealed class TypedMemberTests
{
    [Fact]
    public void Typed_members_have_the_bits_of_those_on_whole_samples() => NetworkMatrix.ForEach(NetworkFamily.Outputs, Precision.Double, network =>
    {
        CompiledNetwork model = network.Network;
        int batch = network.Reference.Batch;
        int[] inputParts = TypedCalls.InputParts(network.Reference), outputParts = network.Reference.OutputParts!, targetParts = TypedCalls.TargetParts(network.Reference);
        Assert.Equal(targetParts.Sum(), model.TargetSize);
        Type calls = NetworkMatrix.OfOutputs.GetType($"Double.{network.Reference.Name}Calls", throwOnError: true)!;
        object[] arguments =
        [
            model.Parameters, Split(network.Inputs, inputParts, batch), Split(network.Targets, targetParts, batch),
            Split(network.OutputGradients, outputParts, batch), network.SampleWeights ?? [], batch,
        ];
        double[][] got = (double[][])calls.GetMethod("Run")!.Invoke(null, arguments)!;

        double[] outputs = model.Forward(network.Inputs);
        LossGradient step = model.LossAndGradient(network.Inputs, network.Targets, network.SampleWeights, ofInputs: true);
        double loss = model.Loss(network.Inputs, network.Targets);
        model.ForwardTraining(network.Inputs);
        Gradients gradients = model.Backward(network.OutputGradients);
        network.Same("Loss and LossAndGradient", got[0], [loss, step.Loss]);
        network.Same("LossAndGradient", got[1], step.Parameters);
        network.Same("Backward", got[2], gradients.Parameters);
        int next = 3;
        foreach (string member in new[] { "Forward", "Forward with a workspace", "ForwardTraining" })
            Compare(member, outputs, outputParts);
        Compare("LossAndGradient, inputs", step.Inputs, inputParts);
        Compare("Backward, inputs", gradients.Inputs, inputParts);

        void Compare(string member, double[] expected, int[] parts)
        {
            foreach (double[] part in Split(expected, parts, batch))
                network.Same($"{member}, part {next}", got[next++], part);
        }
    });

    /// <summary>Samples apart into their parts.</summary>
    private static double[][] Split(double[] samples, int[] parts, int batch)
    {
        int size = parts.Sum();
        return [.. parts.Select((part, index) => parts.Take(index).Sum() is var offset
            ? Enumerable.Range(0, batch).SelectMany(sample => samples.Skip((sample * size) + offset).Take(part)).ToArray()
            : [])];
    }
}
