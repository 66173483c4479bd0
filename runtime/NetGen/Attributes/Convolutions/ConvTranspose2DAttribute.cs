namespace NetGen;

/// <summary>
/// The transpose of a convolution: each pixel of the image <c>[height][width][in]</c> adds its multiple of the kernel,
/// <c>output[y * stride + ky * dilation - padding, x * stride + kx * dilation - padding, o] += input[y, x, c] * weights[ky, kx, c, o]</c>,
/// to a bias. The output has <c>(n - 1) * stride - padding before - padding after + dilated kernel + output padding</c> rows of n, and so
/// for columns. Weights are <c>[kernelHeight][kernelWidth][in][filters / groups]</c> row-major, then the bias <c>[filters]</c>.
/// </summary>
/// <remarks>
/// The padding is cut off what comes out. The input must be an image, something of the output must be left, and
/// <see cref="Groups"/> must divide the channels of both.
/// </remarks>
public sealed class ConvTranspose2DAttribute : ConvolutionAttribute
{
    /// <summary>A square kernel.</summary>
    /// <param name="filters">The channels of the output, at least 1.</param>
    /// <param name="kernel">The rows and the columns of the kernel, at least 1.</param>
    public ConvTranspose2DAttribute(int filters, int kernel)
        : this(filters, kernel, kernel)
    {
    }

    /// <summary>A rectangular kernel.</summary>
    /// <param name="filters">The channels of the output, at least 1.</param>
    /// <param name="kernelHeight">The rows of the kernel, at least 1.</param>
    /// <param name="kernelWidth">The columns of the kernel, at least 1.</param>
    public ConvTranspose2DAttribute(int filters, int kernelHeight, int kernelWidth) =>
        (Filters, KernelHeight, KernelWidth) = (filters, kernelHeight, kernelWidth);

    /// <summary>The channels of the output.</summary>
    public int Filters { get; }

    /// <summary>The rows of the kernel.</summary>
    public int KernelHeight { get; }

    /// <summary>The columns of the kernel.</summary>
    public int KernelWidth { get; }

    /// <summary>
    /// Columns of the output from one column of the input to the next, at least 1. Default: as <see cref="ConvolutionAttribute.Stride"/>.
    /// </summary>
    public int StrideWidth { get; set; }

    /// <summary>
    /// Columns from one tap of the kernel to the next, at least 1. Default: as <see cref="ConvolutionAttribute.Dilation"/>.
    /// </summary>
    public int DilationWidth { get; set; }

    /// <summary>
    /// Parts into which input and output channels are divided; each part of the input reaches its part of the output alone. Default: 1.
    /// </summary>
    public int Groups { get; set; } = 1;

    /// <summary>Rows and columns more at the end of the output, from 0 to less than the stride or the dilation. Default: 0.</summary>
    public int OutputPadding { get; set; }

    /// <summary>
    /// Columns more at the end of the output, from 0 to less than the stride or the dilation. Default: as <see cref="OutputPadding"/>.
    /// </summary>
    public int OutputPaddingWidth { get; set; }
}
