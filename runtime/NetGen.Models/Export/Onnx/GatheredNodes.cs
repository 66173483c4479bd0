using System.Collections.Immutable;

namespace NetGen.Models.Export.Onnx;

/// <summary>
/// Convolutions and mean pools in double precision: ONNX Runtime computes those operators in single precision alone. The numbers under each
/// window are gathered, and a matrix product does the rest, for which it has both.
/// </summary>
internal static class GatheredNodes
{
    public static ExportValue Convolution(OnnxGraph graph, LayerDescription layer, ExportValue input)
    {
        LayerWindow[] windows = LayerWindow.Of(layer);
        string padded = Padded(
            graph, graph.Last(input).Name, [.. windows.Select(window => window.Before)], [.. windows.Select(window => window.After)]);
        string[] taps = [.. windows.Select((window, i) => Places(graph, layer.OutputShape[i], window, isReverse: false))];
        return Product(graph, layer, Patches(graph, padded, taps), isTransposed: false);
    }

    /// <summary>A convolution of the input with zeros between its numbers, the kernel from its last tap to its first.</summary>
    public static ExportValue Transposed(OnnxGraph graph, LayerDescription layer, ExportValue input)
    {
        LayerWindow[] windows = LayerWindow.Of(layer);
        int[] more = ConvolutionWeights.OutputPadding(layer);
        string spread = Spread(graph, graph.Last(input), windows);
        string padded = Padded(
            graph,
            spread,
            [.. windows.Select(window => window.Reach - 1 - window.Before)],
            // What is spread ends in zeros already, one less than the stride.
            [.. windows.Select((window, i) => window.Reach - window.After + more[i] - window.Stride)]);
        string[] taps = [.. windows.Select(
            (window, i) => Places(graph, layer.OutputShape[i], window with { Stride = 1 }, isReverse: true))];
        return Product(graph, layer, Patches(graph, padded, taps), isTransposed: true);
    }

    public static ExportValue Mean(OnnxGraph graph, LayerDescription layer, ExportValue input)
    {
        LayerWindow[] windows = LayerWindow.Of(layer);
        string padded = Padded(
            graph, graph.Last(input).Name, [.. windows.Select(window => window.Before)], [.. windows.Select(window => window.After)]);
        string[] taps = [.. windows.Select((window, i) => Places(graph, layer.OutputShape[i], window, isReverse: false))];
        string tapAxes = graph.Integers([.. windows.Select((_, i) => (long)(2 * i) + 2)]);
        string sum = graph.Node("ReduceSum", [Patches(graph, padded, taps), tapAxes], OnnxAttribute.Of("keepdims", 0));
        bool countsBorder = layer.Flag("CountPadding");
        double[] shares = [1];
        for (int i = 0; i < windows.Length; i++)
            shares = [.. shares.SelectMany(
                _ => Shares(windows[i], layer.OutputShape[i], layer.InputShape[i], countsBorder), (share, along) => share * along)];
        string table = graph.Initializer($"{layer.Name}.shares", () => graph.Source.Constant(shares, [.. layer.OutputShape[..^1], 1]));
        return new ExportValue(graph.Node("Mul", [sum, table]), layer.OutputShape);
    }

    /// <summary>One over the taps that count, for each place of a window.</summary>
    private static IEnumerable<double> Shares(LayerWindow window, int places, int extent, bool countsBorder)
    {
        bool Counts(int at) => countsBorder || (at >= 0 && at < extent);
        return Enumerable.Range(0, places)
            .Select(place => 1.0 / Enumerable.Range(0, window.Kernel).Count(tap => Counts((place * window.Stride) + tap - window.Before)));
    }

    /// <summary>Where in the padded input each tap of each place lies.</summary>
    private static string Places(OnnxGraph graph, int places, LayerWindow window, bool isReverse)
    {
        var indices = ImmutableArray.CreateBuilder<long>();
        for (int place = 0; place < places; place++)
        {
            for (int tap = 0; tap < window.Kernel; tap++)
                indices.Add((place * window.Stride) + ((isReverse ? window.Kernel - 1 - tap : tap) * window.Dilation));
        }

        return graph.Node("Reshape", [graph.Integers(indices.ToImmutable()), graph.Integers(places, window.Kernel)]);
    }

    /// <summary>For each extent its places and the taps of each, then the channels.</summary>
    private static string Patches(OnnxGraph graph, string padded, string[] taps)
    {
        string patches = padded;
        for (int i = 0; i < taps.Length; i++)
            patches = graph.Node("Gather", [patches, taps[i]], OnnxAttribute.Of("axis", 1 + (2 * i)));
        return patches;
    }

    private static ExportValue Product(OnnxGraph graph, LayerDescription layer, string patches, bool isTransposed)
    {
        LayerWindow[] windows = LayerWindow.Of(layer);
        int groups = ConvolutionWeights.Groups(layer), inputs = layer.InputShape[^1] / groups, outputs = layer.OutputShape[^1] / groups;
        int taps = windows.Aggregate(1, (product, window) => product * window.Kernel), places = layer.OutputLength / layer.OutputShape[^1];
        int[] order = windows.Length == 1 ? [0, 1, 2, 3] : [0, 1, 3, 2, 4, 5];
        string rows = graph.Reshape(graph.Node("Transpose", [patches], OnnxAttribute.Of("perm", order)), places, taps, groups, inputs);
        string grouped = graph.Reshape(
            graph.Node("Transpose", [rows], OnnxAttribute.Of("perm", [0, 3, 1, 2, 4])), groups, places, taps * inputs);
        string weights = graph.Weight("weights", tensor => (isTransposed
            ? tensor.Reshaped(taps, groups, inputs, outputs).Permuted(1, 0, 2, 3)
            : layer.Kind == "DepthwiseConv2D" ? tensor.Reshaped(taps, groups, outputs).Permuted(1, 0, 2)
            : tensor.Reshaped(taps, inputs, groups, outputs).Permuted(2, 0, 1, 3)).Reshaped(groups, taps * inputs, outputs));
        string product = graph.Node("Transpose", [graph.Node("MatMul", [grouped, weights])], OnnxAttribute.Of("perm", [0, 2, 1, 3]));
        string output = graph.Reshape(product, [.. layer.OutputShape]);
        return new ExportValue(graph.WeightOrNull("bias") is { } bias ? graph.Node("Add", [output, bias]) : output, layer.OutputShape);
    }

    /// <summary>Zeros behind each row and column, one less than the stride.</summary>
    private static string Spread(OnnxGraph graph, ExportValue input, LayerWindow[] windows)
    {
        int channels = input.Shape[^1];
        string apart = graph.Reshape(input.Name, [.. input.Shape[..^1].SelectMany(extent => new[] { extent, 1 }), channels]);
        int[] after = [.. windows.SelectMany(window => new[] { 0, window.Stride - 1 })];
        string spread = Padded(graph, apart, new int[after.Length], after);
        return graph.Reshape(spread, [.. windows.Select((window, i) => input.Shape[i] * window.Stride), channels]);
    }

    /// <summary>Zeros around the places; a negative side is cut off.</summary>
    private static string Padded(OnnxGraph graph, string name, int[] before, int[] after) => before.Concat(after).All(side => side == 0)
        ? name
        : graph.Node("Pad", [
            name, graph.Integers([0, .. before.Select(side => (long)side), 0, 0, .. after.Select(side => (long)side), 0])]);
}
