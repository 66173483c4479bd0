using System.Collections.Immutable;

namespace NetGen.Models.Weights;

/// <summary>
/// Batch normalisations of PyTorch that a network has in the layer before them: with the running statistics they are a factor and a shift
/// for each channel that the product puts out, and an exporter may have put both into its weights and its bias.
/// </summary>
internal static class NormFold
{
    /// <summary>What PyTorch adds to variances by default; a state dictionary does not say it.</summary>
    private const double Epsilon = 1e-5;

    /// <summary>The part that tells a batch normalisation.</summary>
    public const string Mean = "running_mean";

    /// <summary>Whether a normalisation can be in layers of a kind.</summary>
    public static bool TakesNorm(string kind) => kind is "Dense" || kind.Contains("Conv", StringComparison.Ordinal);

    /// <summary>The module of a product with a normalisation behind it in its weights; null where it has other channels.</summary>
    /// <param name="product">The module.</param>
    /// <param name="norm">The normalisation.</param>
    /// <param name="layer">The layer that the module is for.</param>
    public static SourceModule? Of(SourceModule product, SourceModule norm, TargetLayer layer)
    {
        int axis = layer.Kind.StartsWith("ConvTranspose", StringComparison.Ordinal) ? 1 : 0;
        if (norm.Find(Mean)!.Shape is not [var channels] || product.Find("weight") is not { } weight
            || weight.Shape.Length <= axis || weight.Shape[axis] != channels)
            return null;
        int inner = weight.Shape[(axis + 1)..].Aggregate(1, (size, extent) => size * extent);
        double[] Weights()
        {
            double[] numbers = weight.Numbers(), factors = Factors(norm, channels);
            return [.. numbers.Select((number, i) => number * factors[i / inner % channels])];
        }

        double[] Biases()
        {
            double[] factors = Factors(norm, channels), means = norm.Find(Mean)!.Numbers(), shifts = Numbers(norm, "bias", channels, 0);
            return [.. Numbers(product, "bias", channels, 0).Select((bias, i) => ((bias - means[i]) * factors[i]) + shifts[i])];
        }

        ImmutableArray<KeyValuePair<string, SourceTensor>> rest = [.. product.Tensors.Where(pair => pair.Key is not ("weight" or "bias"))];
        return product with
        {
            Tensors =
            [
                new("weight", weight with { Name = $"{weight.Name} with {norm.Name}", Numbers = Weights }),
                new("bias", new SourceTensor($"{product.Find("bias")?.Name ?? "zeros"} with {norm.Name}", [channels], Biases)),
                .. rest,
            ],
        };
    }

    private static double[] Factors(SourceModule norm, int channels)
    {
        double[] gains = Numbers(norm, "weight", channels, 1), variances = Numbers(norm, "running_var", channels, 1);
        return [.. gains.Zip(variances, (gain, variance) => gain / Math.Sqrt(variance + Epsilon))];
    }

    /// <summary>One number for each channel; the same for all where the module has none.</summary>
    private static double[] Numbers(SourceModule module, string part, int channels, double missing) => module.Find(part) is not { } tensor
        ? [.. Enumerable.Repeat(missing, channels)]
        : tensor.Shape is [var count] && count == channels ? tensor.Numbers()
        : throw new ModelImportException(
            tensor.Name, string.Empty, $"it is {tensor.ShapeText}, and one number for each of {channels} channels is expected");
}
