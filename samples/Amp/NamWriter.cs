using System.Text.Json;

namespace NetGen.Samples.Amp;

/// <summary>
/// Writes a network as a model of Neural Amp Modeler, architecture LSTM. Its list of weights has the matrix
/// <c>[4 units][1 + units]</c> on input and state together, gates in the order input, forget, cell, output; the bias; the state and
/// the cell before the first step; the weights and the bias of the head.
/// </summary>
internal static class NamWriter
{
    public static void Write(string path, TrainedAmp network)
    {
        using FileStream file = File.Create(path);
        using var json = new Utf8JsonWriter(file);
        json.WriteStartObject();
        json.WriteString("version", "0.5.4");
        json.WriteString("architecture", "LSTM");
        json.WriteStartObject("config");
        json.WriteNumber("input_size", TrainedAmp.StepInputSize);
        json.WriteNumber("hidden_size", TrainedAmp.Units);
        json.WriteNumber("num_layers", 1);
        json.WriteEndObject();
        json.WriteStartArray("weights");
        foreach (float number in Weights(network))
            json.WriteNumberValue(number);
        json.WriteEndArray();
        json.WriteNumber("sample_rate", Sound.Rate);
        json.WriteEndObject();
    }

    private static IEnumerable<float> Weights(TrainedAmp network)
    {
        const int gates = 4 * TrainedAmp.Units;
        float[] inputs = network.Lstm1InputWeights.ToArray(), recurrent = network.Lstm1RecurrentWeights.ToArray();
        for (int gate = 0; gate < gates; gate++)
        {
            yield return inputs[gate];
            for (int unit = 0; unit < TrainedAmp.Units; unit++)
                yield return recurrent[(unit * gates) + gate];
        }

        float[] start = new float[TrainedAmp.StateSize];
        foreach (float number in (float[])[.. network.Lstm1Bias, .. start, .. network.Dense1Weights, .. network.Dense1Bias])
            yield return number;
    }
}
