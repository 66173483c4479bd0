namespace NetGen;

/// <summary>
/// A convolution of an image <c>[height][width][in]</c>, as cross-correlation:
/// <c>output[y, x, o] = bias[o] + sum over ky, kx, c of
/// input[y * stride + ky * dilation - padding, x * stride + kx * dilation - padding, c] * weights[ky, kx, c, o]</c>.
/// The output has <c>floor((n + padding before + padding after - dilated kernel) / stride) + 1</c> rows of n, and so for columns.
/// Weights are <c>[kernelHeight][kernelWidth][in / groups][filters]</c> row-major, then the bias <c>[filters]</c>.
/// </summary>
/// <remarks>
/// The input must be an image whose padded height and width hold the dilated kernel, and <see cref="Groups"/> must divide
/// both its channels and the filters: the compiler says so where they do not.
/// </remarks>
public sealed class Conv2DAttribute : ConvolutionAttribute
{
    /// <summary>A square kernel.</summary>
    /// <param name="filters">The channels of the output, at least 1.</param>
    /// <param name="kernel">The rows and the columns of the kernel, at least 1.</param>
    public Conv2DAttribute(int filters, int kernel)
        : this(filters, kernel, kernel)
    {
    }

    /// <summary>A rectangular kernel.</summary>
    /// <param name="filters">The channels of the output, at least 1.</param>
    /// <param name="kernelHeight">The rows of the kernel, at least 1.</param>
    /// <param name="kernelWidth">The columns of the kernel, at least 1.</param>
    public Conv2DAttribute(int filters, int kernelHeight, int kernelWidth) =>
        (Filters, KernelHeight, KernelWidth) = (filters, kernelHeight, kernelWidth);

    /// <summary>The channels of the output.</summary>
    public int Filters { get; }

    /// <summary>The rows of the kernel.</summary>
    public int KernelHeight { get; }

    /// <summary>The columns of the kernel.</summary>
    public int KernelWidth { get; }

    /// <summary>
    /// Columns from one place of the kernel to the next, at least 1. Default: as <see cref="ConvolutionAttribute.Stride"/>.
    /// </summary>
    public int StrideWidth { get; set; }

    /// <summary>
    /// Columns from one tap of the kernel to the next, at least 1. Default: as <see cref="ConvolutionAttribute.Dilation"/>.
    /// </summary>
    public int DilationWidth { get; set; }

    /// <summary>
    /// Parts into which input and output channels are divided; each part of the output sees its part of the input alone. Default: 1.
    /// </summary>
    public int Groups { get; set; } = 1;
}
