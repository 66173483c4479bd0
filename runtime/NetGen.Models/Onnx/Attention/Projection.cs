using NetGen.Models.Building;

namespace NetGen.Models.Onnx.Attention;

/// <summary>A value that is a dense layer's output, or some columns of it, times a factor: what queries, keys and values are.</summary>
/// <param name="Source">What the dense layer reads, steps times features.</param>
/// <param name="Layer">The dense layer.</param>
/// <param name="First">The first column.</param>
/// <param name="Width">The columns.</param>
/// <param name="Factor">The factor.</param>
internal sealed record Projection(NetworkValue Source, NewLayer Layer, int First, int Width, float Factor)
{
    private int Inputs => Layer.Weights[0].Shape[0];

    private int Columns => Layer.Weights[0].Shape[1];

    /// <summary>Whether the layer reads as many features as there are columns.</summary>
    public bool IsSquare => Inputs == Width;

    public bool HasBias => Layer.Weights.Length > 1;

    /// <summary>
    /// How a value of <paramref name="steps"/> times <paramref name="width"/> numbers comes about; null where it is something else.
    /// </summary>
    public static Projection? Of(NetworkBuilder network, NetworkValue value, int steps, int width)
    {
        int first = 0;
        float factor = 1;
        for (NetworkValue current = value; !current.IsInput;)
        {
            PlacedLayer placed = network.Layers[current.Index];
            NetworkValue input = placed.Sources[0];
            switch (placed.Layer)
            {
                case { Kind: "Dense" } dense when current.Shape is [var rows, var columns] && rows == steps && first + width <= columns
                    && input.Shape.Length == 2:
                    return new Projection(input, dense, first, width, factor);
                case { Kind: "Reshape" or "Flatten" }:
                    break;
                case { Kind: "Slice", Arguments: [var start, _], Properties: [] } when input.Shape is [var rows, _] && rows == steps:
                    first += int.Parse(start, System.Globalization.CultureInfo.InvariantCulture);
                    break;
                case { Kind: "Scale", Weights: [var gains] } when Uniform(gains) is { } gain:
                    factor *= gain;
                    break;
                case { Factor: { } times }:
                    factor *= times;
                    break;
                default:
                    return null;
            }

            current = input;
        }

        return null;
    }

    /// <summary>The number that all of a tensor are; null where they differ.</summary>
    private static float? Uniform(WeightTensor tensor) =>
        tensor.Numbers() is var numbers && Array.TrueForAll(numbers, number => number == numbers[0]) ? numbers[0] : null;

    /// <summary>The weights <c>[inputs][columns]</c> of these columns, times the factor.</summary>
    public float[] Weights()
    {
        float[] all = Layer.Weights[0].Numbers(), part = new float[Inputs * Width];
        for (int i = 0; i < part.Length; i++)
            part[i] = all[(i / Width * Columns) + First + (i % Width)] * Factor;
        return part;
    }

    /// <summary>The biases of these columns, times the factor.</summary>
    public float[] Bias() => Array.ConvertAll(Layer.Weights[1].Numbers()[First..(First + Width)], number => number * Factor);
}
