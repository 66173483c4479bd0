namespace NetGen;

/// <summary>
/// The transpose of a convolution of a sequence: each step of <c>[steps][in]</c> adds its multiple of the kernel,
/// <c>output[t * stride + k * dilation - padding, o] += input[t, c] * weights[k, c, o]</c>, to a bias.
/// The output has <c>(n - 1) * stride - padding before - padding after + dilated kernel + output padding</c> steps of n.
/// Weights are <c>[kernel][in][filters / groups]</c> row-major, then the bias <c>[filters]</c>.
/// </summary>
/// <remarks>
/// The padding is cut off what comes out. The input must be a sequence, something of the output must be left, and
/// <see cref="Groups"/> must divide the features of both.
/// </remarks>
/// <param name="filters">The features of the output, at least 1.</param>
/// <param name="kernel">The steps that the kernel covers, at least 1.</param>
public sealed class ConvTranspose1DAttribute(int filters, int kernel) : ConvolutionAttribute
{
    /// <summary>The features of the output.</summary>
    public int Filters { get; } = filters;

    /// <summary>The steps that the kernel covers.</summary>
    public int Kernel { get; } = kernel;

    /// <summary>
    /// Parts into which input and output features are divided; each part of the input reaches its part of the output alone. Default: 1.
    /// </summary>
    public int Groups { get; set; } = 1;

    /// <summary>Steps more at the end of the output, from 0 to less than the stride or the dilation. Default: 0.</summary>
    public int OutputPadding { get; set; }
}
