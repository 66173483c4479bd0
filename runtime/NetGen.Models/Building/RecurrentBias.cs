namespace NetGen.Models.Building;

/// <summary>Biases of recurrent cells, of which other libraries have one for each product.</summary>
internal static class RecurrentBias
{
    /// <summary>
    /// The biases of a GRU: those of both products add up at the reset and the update gate; at the new gate that of the recurrent product
    /// stays apart, because the reset gate applies to it.
    /// </summary>
    /// <param name="biases">That of the input product, then that of the recurrent one, gates in the order reset, update, new.</param>
    /// <param name="units">The units of a gate.</param>
    public static WeightTensor[] Gru(float[] biases, int units)
    {
        int width = 3 * units;
        float[] bias = new float[width], recurrent = biases[(width + (2 * units))..];
        for (int i = 0; i < width; i++)
            bias[i] = i < 2 * units ? biases[i] + biases[width + i] : biases[i];
        return [WeightTensor.Of("bias", bias, width), WeightTensor.Of("recurrentBias", recurrent, units)];
    }

    /// <summary>The sum of the biases of both products.</summary>
    public static WeightTensor Sum(float[] input, float[] recurrent)
    {
        float[] bias = new float[input.Length];
        for (int i = 0; i < bias.Length; i++)
            bias[i] = input[i] + recurrent[i];
        return WeightTensor.Of("bias", bias, bias.Length);
    }
}
