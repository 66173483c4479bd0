namespace NetGen;

/// <summary>The extents of an image, stored row-major: height, width, channels.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">Numbers in a pixel.</param>
public readonly record struct ImageShape(int Height, int Width, int Channels = 1)
{
    /// <summary>The numbers in an image.</summary>
    public int Size => checked(Height * Width * Channels);

    /// <summary>The shape of the images of a data set.</summary>
    /// <exception cref="ArgumentException">Its inputs have other than 3 extents.</exception>
    internal static ImageShape Of(Dataset data) => data.InputShape.Length == 3
        ? new ImageShape(data.InputShape[0], data.InputShape[1], data.InputShape[2])
        : throw new ArgumentException(
            $"Expected images of height, width and channels, got inputs of {string.Join(" x ", data.InputShape)}.", nameof(data));

    /// <summary>Checks the two spans of a transformation.</summary>
    internal static void Check<T>(ReadOnlySpan<T> source, ImageShape shape, Span<T> destination, ImageShape result)
        where T : unmanaged
    {
        if (shape.Height < 1 || shape.Width < 1 || shape.Channels < 1)
            throw new ArgumentException(
                $"Expected extents of at least 1, got {shape.Height} x {shape.Width} x {shape.Channels}.", nameof(shape));
        if (source.Length != shape.Size)
            throw new ArgumentException(
                $"Expected an image of {shape.Height} x {shape.Width} x {shape.Channels} = {shape.Size} numbers, got {source.Length}.",
                nameof(source));
        if (destination.Length != result.Size)
            throw new ArgumentException($"Expected room for an image of {result.Height} x {result.Width} x {result.Channels} = "
                + $"{result.Size} numbers, got {destination.Length}.", nameof(destination));
        NetworkArguments.Separate(nameof(source), source, nameof(destination), destination);
    }
}
