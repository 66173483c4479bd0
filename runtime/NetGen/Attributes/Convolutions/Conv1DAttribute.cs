namespace NetGen;

/// <summary>
/// A convolution of a sequence <c>[steps][in]</c>, as cross-correlation:
/// <c>output[t, o] = bias[o] + sum over k, c of input[t * stride + k * dilation - padding, c] * weights[k, c, o]</c>.
/// Weights are <c>[kernel][in / groups][filters]</c> row-major, then the bias <c>[filters]</c>.
/// </summary>
/// <remarks>The padded sequence must hold the dilated kernel, and <see cref="Groups"/> must divide its features and the filters.</remarks>
/// <param name="filters">The features of the output, at least 1.</param>
/// <param name="kernel">The steps that the kernel covers, at least 1.</param>
public sealed class Conv1DAttribute(int filters, int kernel) : ConvolutionAttribute
{
    /// <summary>The features of the output.</summary>
    public int Filters { get; } = filters;

    /// <summary>The steps that the kernel covers.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>
    /// Parts into which input and output features are divided; each part of the output sees its part of the input alone. Default: 1.
    /// </summary>
    public int Groups { get; set; } = 1;
}
