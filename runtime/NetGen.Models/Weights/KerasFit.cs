using System.Collections.Immutable;
using NetGen.Models.Building;

namespace NetGen.Models.Weights;

/// <summary>
/// Layers of Keras into layers. Most lie as they are; transposed kernels, the gates of a GRU and the heads of an attention do not.
/// </summary>
internal static class KerasFit
{
    /// <summary>Fits a layer of Keras into a layer.</summary>
    public static void Apply(Fitting fitting)
    {
        switch (fitting.Layer.Kind)
        {
            case "Dense" or "Conv2D" or "Conv1D" or "CausalConv1D":
                fitting.Take("weights", "kernel");
                fitting.Take("bias", "bias");
                break;
            case "DepthwiseConv2D":
                fitting.Take("weights", fitting.Has("depthwise_kernel") ? "depthwise_kernel" : "kernel");
                fitting.Take("bias", "bias");
                break;
            case "ConvTranspose2D":
                fitting.Take("weights", "kernel", [0, 1, 3, 2], "[height, width, out, in] -> [height, width, in, out]");
                fitting.Take("bias", "bias");
                break;
            case "ConvTranspose1D":
                fitting.Take("weights", "kernel", [0, 2, 1], "[kernel, out, in] -> [kernel, in, out]");
                fitting.Take("bias", "bias");
                break;
            case "BatchNorm" or "LayerNorm" or "GroupNorm" or "RmsNorm":
                Normalization(fitting);
                break;
            case "PRelu":
                Slope(fitting);
                break;
            case "Embedding":
                fitting.Take("table", "embeddings");
                break;
            case "Lstm" or "Gru" or "SimpleRnn":
                Recurrent(fitting);
                break;
            case "SelfAttention":
                Attention(fitting);
                break;
            default:
                fitting.Fail($"layers {fitting.Layer.Kind} have no counterpart in Keras");
                break;
        }

        fitting.End();
    }

    private static void Normalization(Fitting fitting)
    {
        // A normalisation without scale or center has a factor of 1 or a shift of 0; its statistics, or its other half, say that it is one.
        string gain = fitting.Has("scale") ? "scale" : "gamma";
        bool isOne = fitting.Has(gain) || fitting.Has("beta") || fitting.Has("moving_mean");
        if (isOne && !fitting.Has(gain))
            fitting.Fill("gamma", 1);
        else
            fitting.Take("gamma", gain);
        if (isOne && !fitting.Has("beta"))
            fitting.Fill("beta", 0);
        else
            fitting.Take("beta", "beta");
        fitting.Take("runningMean", "moving_mean");
        fitting.Take("runningVariance", "moving_variance");
    }

    /// <summary>Slopes have an axis for each of the image; where the image shares them, its axes are 1.</summary>
    private static void Slope(Fitting fitting)
    {
        if (fitting.Layer.Find("slope") is { } slope && fitting.Shape("alpha") is { } shape)
            fitting.Take("slope", ["alpha"], shape.Length > 0 && shape[..^1].All(extent => extent == 1)
                && shape[^1] == slope.Length ? shape : slope.Shape, "as it is", tensors => tensors[0]);
        else
            fitting.Take("slope", "alpha");
    }

    private static void Recurrent(Fitting fitting)
    {
        bool isBoth = fitting.Layer.Find("reverseInputWeights") is not null;
        Direction(fitting, isBoth ? "forward." : string.Empty, name => name);
        if (isBoth)
            Direction(fitting, "backward.", name => "reverse" + char.ToUpperInvariant(name[0]) + name[1..]);
    }

    private static void Direction(Fitting fitting, string prefix, Func<string, string> slot)
    {
        string kernel = prefix + "kernel", recurrent = prefix + "recurrent_kernel", bias = prefix + "bias";
        if (fitting.Layer.Kind != "Gru")
        {
            fitting.Take(slot("inputWeights"), kernel);
            fitting.Take(slot("recurrentWeights"), recurrent);
            fitting.Take(slot("bias"), bias);
            return;
        }

        // Keras has the update gate first, and the biases of both products in two rows.
        const string change = "gates update, reset, new -> reset, update, new";
        int units = fitting.Layer.Find(slot("recurrentWeights"))?.Shape[0] ?? 0, width = 3 * units;
        foreach ((string target, string part) in new[] { (slot("inputWeights"), kernel), (slot("recurrentWeights"), recurrent) })
            fitting.Take(target, [part], fitting.Layer.Find(target)?.Shape ?? [], change,
                tensors => Rearrange.Blocks(tensors[0], units, 1, 0, 2));
        bool isBefore = fitting.Layer.Find(slot("bias")) is not null && fitting.Layer.Find(slot("recurrentBias")) is null;
        if (fitting.Shape(bias) is { } shape && shape.Length == (isBefore ? 2 : 1) && fitting.Layer.Find(slot("bias")) is not null)
        {
            fitting.Fail(isBefore
                ? "its reset gate applies after the recurrent product (reset_after = True), and the layer applies it before (ResetBefore = "
                    + "true)"
                : "its reset gate applies before the recurrent product (reset_after = False), and a layer Gru without ResetBefore applies "
                    + "it after");
        }

        if (isBefore)
        {
            fitting.Take(slot("bias"), [bias], [width], change, tensors => Rearrange.Blocks(tensors[0], units, 1, 0, 2));
            return;
        }

        fitting.Take(slot("bias"), [bias], [2, width], $"{change}, both biases added at reset and update",
            tensors => Summed(Rearrange.Blocks(tensors[0], units, 1, 0, 2), units));
        fitting.Take(slot("recurrentBias"), [bias], [2, width], "the recurrent one of the new gate",
            tensors => tensors[0][(width + (2 * units))..]);
    }

    private static double[] Summed(double[] biases, int units)
    {
        int width = 3 * units;
        return [.. biases.Take(width).Select((bias, i) => i < 2 * units ? bias + biases[width + i] : bias)];
    }

    /// <summary>The heads of a product lie one behind the other in both.</summary>
    private static void Attention(Fitting fitting)
    {
        if (fitting.Layer.Find("queryWeights") is not { } weights)
            return;
        int features = weights.Shape[0], heads = fitting.Layer.Heads, size = features / heads;
        foreach (string product in new[] { "query", "key", "value" })
        {
            fitting.Take(product + "Weights", [product + ".kernel"], [features, heads, size], "[in, heads, size] -> [in, out]",
                tensors => tensors[0]);
            fitting.Take(product + "Bias", [product + ".bias"], [heads, size], "[heads, size] -> [out]", tensors => tensors[0]);
        }

        fitting.Take("outputWeights", ["attention_output.kernel"], [heads, size, features], "[heads, size, out] -> [in, out]",
            tensors => tensors[0]);
        fitting.Take("outputBias", "attention_output.bias");
    }
}
