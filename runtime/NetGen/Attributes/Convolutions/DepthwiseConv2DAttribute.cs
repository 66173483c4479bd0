namespace NetGen;

/// <summary>
/// A convolution of each channel of an image by itself:
/// <c>output[y, x, c * multiplier + m] = bias[c * multiplier + m] + sum over ky, kx of
/// input[y * stride + ky * dilation - padding, ..., c] * weights[ky, kx, c, m]</c>.
/// Weights are <c>[kernelHeight][kernelWidth][in][multiplier]</c> row-major, then the bias <c>[in * multiplier]</c>.
/// </summary>
/// <remarks>The input must be an image whose padded height and width hold the dilated kernel.</remarks>
public sealed class DepthwiseConv2DAttribute : ConvolutionAttribute
{
    /// <summary>A square kernel.</summary>
    /// <param name="kernel">The rows and the columns of the kernel, at least 1.</param>
    public DepthwiseConv2DAttribute(int kernel)
        : this(kernel, kernel)
    {
    }

    /// <summary>A rectangular kernel.</summary>
    /// <param name="kernelHeight">The rows of the kernel, at least 1.</param>
    /// <param name="kernelWidth">The columns of the kernel, at least 1.</param>
    public DepthwiseConv2DAttribute(int kernelHeight, int kernelWidth) => (KernelHeight, KernelWidth) = (kernelHeight, kernelWidth);

    /// <summary>The rows of the kernel.</summary>
    public int KernelHeight { get; }

    /// <summary>The columns of the kernel.</summary>
    public int KernelWidth { get; }

    /// <summary>Output channels for each input channel, at least 1. Default: 1.</summary>
    public int Multiplier { get; set; } = 1;

    /// <summary>
    /// Columns from one place of the kernel to the next, at least 1. Default: as <see cref="ConvolutionAttribute.Stride"/>.
    /// </summary>
    public int StrideWidth { get; set; }

    /// <summary>
    /// Columns from one tap of the kernel to the next, at least 1. Default: as <see cref="ConvolutionAttribute.Dilation"/>.
    /// </summary>
    public int DilationWidth { get; set; }
}
