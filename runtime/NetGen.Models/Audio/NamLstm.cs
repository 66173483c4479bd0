using NetGen.Models.Building;
using NetGen.Models.Json;

namespace NetGen.Models.Audio;

/// <summary>
/// An LSTM of Neural Amp Modeler. For each layer its list has the matrix <c>[4 hidden][inputs + hidden]</c> on inputs and state together,
/// gates in the order input, forget, cell, output; the bias; and the state and the cell before the first step. The head follows.
/// </summary>
internal static class NamLstm
{
    /// <summary>The silence before the first sample, in seconds: a state of this kind fades, but has no length.</summary>
    private const float Silence = 0.5f;

    public static NetworkValue Build(NetworkBuilder network, JsonNode config, NamWeights weights, int steps, float sampleRate)
    {
        int inputs = config.Int("input_size"), hidden = config.Int("hidden_size"), layers = config.Int("num_layers"),
            outputs = config.Int("out_channels", missing: 1);
        if (Math.Max(inputs, hidden) > 1 << 14)
            throw config.Fault("'input_size' and 'hidden_size' are too large");
        NetworkValue value = network.Input(steps, inputs);
        List<float> start = [];
        for (int layer = 0; layer < layers; layer++)
        {
            value = Layer(network, weights, value, hidden, $"layer {layer}", start);
            network.Report($"layer {layer}", "LSTM", $"Lstm{layer + 1}; its first state stands in SilentState");
        }

        float[] head = weights.TakeDense("the head", hidden, outputs), bias = weights.Take("the bias of the head", outputs);
        network.Report("head", "Linear", "Dense1");
        network.Members.Add(SilentState.Method(
            Math.Max(1, (int)(Silence * sampleRate)), start.ToArray(),
            "half a second, from the state that the file gives"));
        network.Remark = "An amplifier of Neural Amp Modeler, an LSTM; one channel of sound, a sample a step.";
        return network.Add(
            new NewLayer("Dense", CSharpText.Of(outputs))
                { Weights = [WeightTensor.Of("weights", head, hidden, outputs), WeightTensor.Of("bias", bias, outputs)] },
            value,
            [steps, outputs]);
    }

    private static NetworkValue Layer(
        NetworkBuilder network, NamWeights weights, NetworkValue value, int hidden, string name, List<float> start)
    {
        int inputs = value.Shape[1], gates = 4 * hidden;
        float[] matrix = weights.TakeDense($"the matrix of {name}", inputs + hidden, gates);
        float[] bias = weights.Take($"the bias of {name}", gates);
        start.AddRange(weights.Take($"the first state of {name}", hidden));
        start.AddRange(weights.Take($"the first cell of {name}", hidden));
        NewLayer layer = new NewLayer("Lstm", CSharpText.Of(hidden))
        {
            Weights =
            [
                WeightTensor.Of("inputWeights", matrix[..(inputs * gates)], inputs, gates),
                WeightTensor.Of("recurrentWeights", matrix[(inputs * gates)..], hidden, gates),
                WeightTensor.Of("bias", bias, gates),
            ],
        };
        return network.Add(layer.With("ReturnSequence", "true"), value, [value.Shape[0], hidden]);
    }
}
