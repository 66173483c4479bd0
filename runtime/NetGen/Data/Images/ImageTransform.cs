using System.Numerics;

namespace NetGen;

/// <summary>Moves the pixels of an image, row-major height, width, channels, from one span to another that must not overlap it.</summary>
public static class ImageTransform
{
    /// <summary>Exchanges left and right.</summary>
    /// <exception cref="ArgumentException">A span does not fit, or they overlap.</exception>
    public static void FlipHorizontal<T>(ReadOnlySpan<T> source, ImageShape shape, Span<T> destination)
        where T : unmanaged
    {
        ImageShape.Check(source, shape, destination, shape);
        for (int row = 0; row < shape.Height; row++)
        {
            for (int column = 0; column < shape.Width; column++)
                Pixel(source, shape, row, shape.Width - 1 - column).CopyTo(Pixel(destination, shape, row, column));
        }
    }

    /// <summary>Exchanges top and bottom.</summary>
    /// <exception cref="ArgumentException">A span does not fit, or they overlap.</exception>
    public static void FlipVertical<T>(ReadOnlySpan<T> source, ImageShape shape, Span<T> destination)
        where T : unmanaged
    {
        ImageShape.Check(source, shape, destination, shape);
        int line = shape.Width * shape.Channels;
        for (int row = 0; row < shape.Height; row++)
            source.Slice((shape.Height - 1 - row) * line, line).CopyTo(destination.Slice(row * line, line));
    }

    /// <summary>Turns by a right angle, anticlockwise, as often as asked; an odd number exchanges height and width.</summary>
    /// <param name="source">The image.</param>
    /// <param name="shape">Its extents.</param>
    /// <param name="turns">How many right angles; a negative number turns clockwise.</param>
    /// <param name="destination">Where to.</param>
    /// <exception cref="ArgumentException">A span does not fit, or they overlap.</exception>
    public static void RotateQuarters<T>(ReadOnlySpan<T> source, ImageShape shape, int turns, Span<T> destination)
        where T : unmanaged
    {
        int quarters = turns & 3;
        ImageShape result = (quarters & 1) == 0 ? shape : new ImageShape(shape.Width, shape.Height, shape.Channels);
        ImageShape.Check(source, shape, destination, result);
        for (int row = 0; row < result.Height; row++)
        {
            for (int column = 0; column < result.Width; column++)
            {
                (int fromRow, int fromColumn) = quarters switch
                {
                    0 => (row, column),
                    1 => (column, shape.Width - 1 - row),
                    2 => (shape.Height - 1 - row, shape.Width - 1 - column),
                    _ => (shape.Height - 1 - column, row),
                };
                Pixel(source, shape, fromRow, fromColumn).CopyTo(Pixel(destination, result, row, column));
            }
        }
    }

    /// <summary>Moves the image by whole pixels; what comes in from outside is 0.</summary>
    /// <param name="source">The image.</param>
    /// <param name="shape">Its extents.</param>
    /// <param name="down">Rows downwards; a negative number moves up.</param>
    /// <param name="right">Columns to the right; a negative number moves left.</param>
    /// <param name="destination">Where to.</param>
    /// <exception cref="ArgumentException">A span does not fit, or they overlap.</exception>
    public static void Shift<T>(ReadOnlySpan<T> source, ImageShape shape, int down, int right, Span<T> destination)
        where T : unmanaged
    {
        ImageShape.Check(source, shape, destination, shape);
        destination.Clear();
        int left = Math.Max(right, 0);
        long pixels = shape.Width - Math.Abs((long)right);
        if (pixels <= 0)
            return;
        for (int row = Math.Max(down, 0); row < Math.Min(shape.Height, shape.Height + down); row++)
        {
            source.Slice((((row - down) * shape.Width) + left - right) * shape.Channels, (int)pixels * shape.Channels)
                .CopyTo(destination[(((row * shape.Width) + left) * shape.Channels)..]);
        }
    }

    /// <summary>Resizes by taking, for each pixel, the one of the source that lies under its centre.</summary>
    /// <param name="source">The image.</param>
    /// <param name="shape">Its extents.</param>
    /// <param name="height">The new height, at least 1.</param>
    /// <param name="width">The new width, at least 1.</param>
    /// <param name="destination">Where to.</param>
    /// <exception cref="ArgumentException">A span does not fit, or they overlap.</exception>
    public static void ResizeNearest<T>(ReadOnlySpan<T> source, ImageShape shape, int height, int width, Span<T> destination)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        var result = new ImageShape(height, width, shape.Channels);
        ImageShape.Check(source, shape, destination, result);
        for (int row = 0; row < height; row++)
        {
            // The centre of row r of n lies at (r + 1/2) / n of the height, in whole numbers (2 r + 1) h / (2 n).
            int fromRow = (int)(((2L * row) + 1) * shape.Height / (2L * height));
            for (int column = 0; column < width; column++)
            {
                int fromColumn = (int)(((2L * column) + 1) * shape.Width / (2L * width));
                Pixel(source, shape, fromRow, fromColumn).CopyTo(Pixel(destination, result, row, column));
            }
        }
    }

    /// <summary>
    /// Turns about the centre, then magnifies: each pixel is interpolated between the four that lie around the place it comes
    /// from (bilinear), and what lies outside the image is 0.
    /// </summary>
    /// <param name="source">The image.</param>
    /// <param name="shape">Its extents.</param>
    /// <param name="degrees">The angle, anticlockwise.</param>
    /// <param name="zoom">The factor on lengths, above 0; above 1 things grow.</param>
    /// <param name="destination">Where to.</param>
    /// <exception cref="ArgumentException">A span does not fit, they overlap, or a number is impossible.</exception>
    public static void RotateAndZoom<T>(ReadOnlySpan<T> source, ImageShape shape, double degrees, double zoom, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ImageShape.Check(source, shape, destination, shape);
        if (!double.IsFinite(degrees))
            throw new ArgumentOutOfRangeException(nameof(degrees), FormattableString.Invariant($"Expected a finite angle, got {degrees}."));
        Hyperparameter.Positive(zoom, nameof(zoom));
        double angle = degrees * (Math.PI / 180);
        double cosine = VectorMath.Cos(angle) / zoom, sine = VectorMath.Sin(angle) / zoom;
        double middleRow = (shape.Height - 1) / 2.0, middleColumn = (shape.Width - 1) / 2.0;
        for (int row = 0; row < shape.Height; row++)
        {
            for (int column = 0; column < shape.Width; column++)
            {
                // Rows count downwards, so an anticlockwise turn of the image looks clockwise from the pixel that asks where it comes from.
                double y = row - middleRow, x = column - middleColumn;
                Interpolate(source, shape, middleRow + (cosine * y) + (sine * x), middleColumn + (cosine * x) - (sine * y),
                    Pixel(destination, shape, row, column));
            }
        }
    }

    private static void Interpolate<T>(ReadOnlySpan<T> source, ImageShape shape, double row, double column, Span<T> pixel)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double top = Math.Floor(row), left = Math.Floor(column);
        T down = T.CreateTruncating(row - top), right = T.CreateTruncating(column - left);
        for (int channel = 0; channel < pixel.Length; channel++)
        {
            T upper = (At(source, shape, top, left, channel) * (T.One - right)) + (At(source, shape, top, left + 1, channel) * right);
            T lower = (At(source, shape, top + 1, left, channel) * (T.One - right))
                + (At(source, shape, top + 1, left + 1, channel) * right);
            pixel[channel] = (upper * (T.One - down)) + (lower * down);
        }
    }

    private static T At<T>(ReadOnlySpan<T> source, ImageShape shape, double row, double column, int channel)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        row >= 0 && row < shape.Height && column >= 0 && column < shape.Width
            ? source[((((int)row * shape.Width) + (int)column) * shape.Channels) + channel]
            : T.Zero;

    private static ReadOnlySpan<T> Pixel<T>(ReadOnlySpan<T> image, ImageShape shape, int row, int column) =>
        image.Slice(((row * shape.Width) + column) * shape.Channels, shape.Channels);

    private static Span<T> Pixel<T>(Span<T> image, ImageShape shape, int row, int column) =>
        image.Slice(((row * shape.Width) + column) * shape.Channels, shape.Channels);
}
