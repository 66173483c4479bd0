using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.PyTorch;

namespace NetGen.Models.Weights;

/// <summary>
/// Modules of PyTorch into layers: <c>[out, in]</c>, channels first, two biases in a recurrent cell, three products in one matrix of an
/// attention.
/// </summary>
internal static class TorchFit
{
    /// <summary>Fits a module into a layer.</summary>
    public static void Apply(Fitting fitting)
    {
        switch (fitting.Layer.Kind)
        {
            case "Dense":
                Dense(fitting);
                break;
            case "Conv2D":
                Convolution(fitting, [2, 3, 1, 0], "[out, in, height, width] -> [height, width, in, out]");
                break;
            case "Conv1D" or "CausalConv1D":
                Convolution(fitting, [2, 1, 0], "[out, in, kernel] -> [kernel, in, out]");
                break;
            case "DepthwiseConv2D":
                Depthwise(fitting);
                break;
            case "ConvTranspose2D":
                Convolution(fitting, [2, 3, 0, 1], "[in, out, height, width] -> [height, width, in, out]");
                break;
            case "ConvTranspose1D":
                Convolution(fitting, [2, 0, 1], "[in, out, kernel] -> [kernel, in, out]");
                break;
            case "Scale" when fitting.Has(TorchModules.Lone):
                Lone(fitting);
                break;
            case "BatchNorm" or "LayerNorm" or "GroupNorm" or "InstanceNorm" or "RmsNorm" or "Scale":
                Normalization(fitting);
                break;
            case "PRelu":
                Vector(fitting, "slope", "weight");
                break;
            case "Embedding":
                fitting.Take("table", "weight");
                break;
            case "Lstm" or "Gru" or "SimpleRnn":
                Recurrent(fitting, string.Empty, string.Empty);
                if (fitting.Layer.Find("reverseInputWeights") is not null || fitting.Has("weight_ih_reverse"))
                    Recurrent(fitting, "reverse", "_reverse");
                break;
            case "SelfAttention":
                Attention(fitting);
                break;
            default:
                fitting.Fail($"layers {fitting.Layer.Kind} have no counterpart in PyTorch");
                break;
        }

        fitting.End();
    }

    private static void Dense(Fitting fitting)
    {
        if (fitting.Layer.Find("weights") is not { } weights)
            return;
        int inputs = weights.Shape[0], units = weights.Shape[1];
        FeatureOrder? rows = fitting.Layer.Input, columns = fitting.Layer.Output;
        string change = "[out, in] -> [in, out]" + (rows is null ? string.Empty : $", in {rows.Text}")
            + (columns is null ? string.Empty : $", out {columns.Text}");
        fitting.Take("weights", ["weight"], [units, inputs], change, tensors =>
        {
            double[] result = new double[inputs * units];
            for (int input = 0; input < inputs; input++)
            {
                for (int unit = 0; unit < units; unit++)
                    result[(input * units) + unit] =
                        tensors[0][((columns?.InFile[unit] ?? unit) * inputs) + (rows?.InFile[input] ?? input)];
            }

            return result;
        });
        Ordered(fitting, "bias", "bias", columns);
    }

    private static void Convolution(Fitting fitting, ImmutableArray<int> order, string change)
    {
        fitting.Take("weights", "weight", order, change);
        fitting.Take("bias", "bias");
    }

    private static void Depthwise(Fitting fitting)
    {
        ImmutableArray<int> shape = fitting.Layer.Find("weights")!.Shape;
        int area = shape[0] * shape[1], filters = shape[2] * shape[3];
        fitting.Take("weights", ["weight"], [filters, 1, shape[0], shape[1]], "[out, 1, height, width] -> [height, width, in, multiplier]",
            tensors => Rearrange.Transpose(tensors[0], [filters, area], [1, 0]));
        fitting.Take("bias", "bias");
    }

    private static void Normalization(Fitting fitting)
    {
        FeatureOrder? order = fitting.Layer.Input;
        bool isPlain = fitting.Layer.Kind == "BatchNorm" && fitting.Has("running_mean") && !fitting.Has("weight") && !fitting.Has("bias");
        if (isPlain)
        {
            fitting.Fill("gamma", 1);
            fitting.Fill("beta", 0);
        }
        else
        {
            Ordered(fitting, "gamma", "weight", order);
            Ordered(fitting, "beta", "bias", order);
        }

        Ordered(fitting, "runningMean", "running_mean", order);
        Ordered(fitting, "runningVariance", "running_var", order);
    }

    /// <summary>A parameter that is no part of a module: what is added where the layer adds, otherwise what it multiplies by.</summary>
    private static void Lone(Fitting fitting)
    {
        ImmutableArray<int> shape = fitting.Shape(TorchModules.Lone)!.Value;
        string slot = fitting.Layer.Find("beta") is null ? "gamma" : "beta";
        int length = fitting.Layer.Find(slot)!.Length;
        if (shape.Aggregate(1L, (size, extent) => size * extent) != length)
        {
            fitting.Fail($"it is {SourceTensor.Text(shape)}, and the layer takes {length} numbers");
            return;
        }

        if (slot == "beta")
            fitting.Fill("gamma", 1);
        FeatureOrder? order = fitting.Layer.Input;
        fitting.Take(slot, [TorchModules.Lone], shape, order?.Text ?? "as it is",
            tensors => order is null ? tensors[0] : [.. order.InFile.Select(place => tensors[0][place])]);
    }

    private static void Vector(Fitting fitting, string slot, string part) =>
        Ordered(fitting, slot, part, fitting.Layer.Input is { } order
            && fitting.Layer.Find(slot)?.Length == order.InFile.Length ? order : null);

    private static void Ordered(Fitting fitting, string slot, string part, FeatureOrder? order)
    {
        if (order is null || fitting.Layer.Find(slot) is not { } target)
            fitting.Take(slot, part);
        else
            fitting.Take(slot, [part], target.Shape, order.Text, tensors => [.. order.InFile.Select(place => tensors[0][place])]);
    }

    private static void Recurrent(Fitting fitting, string direction, string ending)
    {
        string Slot(string name) => direction.Length == 0 ? name : direction + char.ToUpperInvariant(name[0]) + name[1..];
        const string change = "[gates out, in] -> [in, gates out]";
        fitting.Take(Slot("inputWeights"), "weight_ih" + ending, [1, 0], change);
        fitting.Take(Slot("recurrentWeights"), "weight_hh" + ending, [1, 0], change);
        ImmutableArray<string> biases = ["bias_ih" + ending, "bias_hh" + ending];
        int width = fitting.Layer.Find(Slot("bias"))?.Length ?? 0, units = width / 3;
        // A reset gate before the product multiplies no bias.
        if (fitting.Layer.Kind != "Gru" || (width > 0 && fitting.Layer.Find(Slot("recurrentBias")) is null))
        {
            fitting.Take(Slot("bias"), biases, [width], "both biases added",
                tensors => [.. tensors[0].Zip(tensors[1], (input, recurrent) => input + recurrent)]);
            return;
        }

        fitting.Take(Slot("bias"), biases, [width], "both biases added at the reset and update gates",
            tensors => [.. tensors[0].Select((bias, i) => i < 2 * units ? bias + tensors[1][i] : bias)]);
        fitting.Take(Slot("recurrentBias"), [biases[1]], [width], "that of the new gate", tensors => tensors[0][(2 * units)..]);
    }

    private static void Attention(Fitting fitting)
    {
        if (fitting.Layer.Find("queryWeights") is not { } weights)
            return;
        int size = weights.Shape[0];
        string[] products = ["query", "key", "value"];
        for (int i = 0; i < products.Length; i++)
        {
            int start = i * size;
            fitting.Take(products[i] + "Weights", ["in_proj_weight"], [3 * size, size],
                $"rows of the {products[i]}, [out, in] -> [in, out]",
                tensors => Rearrange.Transpose(tensors[0][(start * size)..((start + size) * size)], [size, size], [1, 0]));
            if (fitting.Has("in_proj_bias") || !fitting.Has("out_proj.bias"))
                fitting.Take(products[i] + "Bias", ["in_proj_bias"], [3 * size], $"that of the {products[i]}",
                    tensors => tensors[0][start..(start + size)]);
            else
                fitting.Fill(products[i] + "Bias", 0);
        }

        fitting.Take("outputWeights", "out_proj.weight", [1, 0], "[out, in] -> [in, out]");
        if (fitting.Has("out_proj.bias") || !fitting.Has("in_proj_bias"))
            fitting.Take("outputBias", "out_proj.bias");
        else
            fitting.Fill("outputBias", 0);
    }
}
