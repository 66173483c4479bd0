namespace NetGen;

/// <summary>
/// A convolution of a sequence <c>[steps][in]</c> that sees the past alone, with zeros before the first step (van den Oord et al., 2016):
/// <c>output[t, o] = bias[o] + sum over k, c of input[t + (k - kernel + 1) dilation, c] * weights[k, c, o]</c>. The output has as many
/// steps as the input. Weights are <c>[kernel][in / groups][filters]</c> row-major, then the bias <c>[filters]</c>.
/// </summary>
/// <remarks><see cref="Groups"/> must divide the features of the input and the filters.</remarks>
/// <param name="filters">The features of the output, at least 1.</param>
/// <param name="kernel">The steps under the kernel, at least 1.</param>
public sealed class CausalConv1DAttribute(int filters, int kernel) : WeightedLayerAttribute
{
    /// <summary>The features of the output.</summary>
    public int Filters { get; } = filters;

    /// <summary>The steps under the kernel.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>From one step under the kernel to the next, at least 1. Default: 1.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>
    /// Parts into which input and output features are divided; each part of the output sees its part of the input alone. Default: 1.
    /// </summary>
    public int Groups { get; set; } = 1;
}
