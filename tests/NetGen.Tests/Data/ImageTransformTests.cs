namespace NetGen.Tests;

public class ImageTransformTests
{
    private static readonly ImageShape Two = new(2, 3);

    /// <summary>Two rows of three pixels.</summary>
    private static readonly float[] Image = [1, 2, 3, 4, 5, 6];

    [Fact]
    public void Flips_and_turns_move_every_pixel()
    {
        Assert.Equal([3, 2, 1, 6, 5, 4], Made(6, to => ImageTransform.FlipHorizontal<float>(Image, Two, to)));
        Assert.Equal([4, 5, 6, 1, 2, 3], Made(6, to => ImageTransform.FlipVertical<float>(Image, Two, to)));
        Assert.Equal([3, 6, 2, 5, 1, 4], Made(6, to => ImageTransform.RotateQuarters<float>(Image, Two, 1, to)));
        Assert.Equal([6, 5, 4, 3, 2, 1], Made(6, to => ImageTransform.RotateQuarters<float>(Image, Two, 2, to)));
        Assert.Equal([4, 1, 5, 2, 6, 3], Made(6, to => ImageTransform.RotateQuarters<float>(Image, Two, -1, to)));
        Assert.Equal(Image, Made(6, to => ImageTransform.RotateQuarters<float>(Image, Two, 4, to)));
    }

    [Fact]
    public void Channels_of_a_pixel_stay_together()
    {
        float[] pixels = [1, 10, 2, 20, 3, 30];
        Assert.Equal([3, 30, 2, 20, 1, 10], Made(6, to => ImageTransform.FlipHorizontal<float>(pixels, new ImageShape(1, 3, 2), to)));
        Assert.Equal([0, 0, 1, 10, 2, 20], Made(6, to => ImageTransform.Shift<float>(pixels, new ImageShape(1, 3, 2), 0, 1, to)));
        Assert.Equal([3, 30, 2, 20, 1, 10], Made(6, to => ImageTransform.RotateQuarters<float>(pixels, new ImageShape(1, 3, 2), 1, to)));
    }

    [Theory]
    [InlineData(0, 1, new float[] { 0, 1, 2, 0, 4, 5 })]
    [InlineData(0, -2, new float[] { 3, 0, 0, 6, 0, 0 })]
    [InlineData(1, 0, new float[] { 0, 0, 0, 1, 2, 3 })]
    [InlineData(-1, -1, new float[] { 5, 6, 0, 0, 0, 0 })]
    [InlineData(2, 0, new float[] { 0, 0, 0, 0, 0, 0 })]
    [InlineData(0, int.MinValue, new float[] { 0, 0, 0, 0, 0, 0 })]
    [InlineData(int.MaxValue, int.MaxValue, new float[] { 0, 0, 0, 0, 0, 0 })]
    public void A_shift_fills_with_zeros(int down, int right, float[] expected) =>
        Assert.Equal(expected, Made(6, to => ImageTransform.Shift<float>(Image, Two, down, right, to)));

    [Fact]
    public void Resizing_takes_the_pixel_under_the_centre()
    {
        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6], Made(12, to => ImageTransform.ResizeNearest<float>(Image, Two, 2, 6, to)));
        Assert.Equal([5], Made(1, to => ImageTransform.ResizeNearest<float>(Image, Two, 1, 1, to)));
        Assert.Equal(Image, Made(6, to => ImageTransform.ResizeNearest<float>(Image, Two, 2, 3, to)));
    }

    [Fact]
    public void A_turn_by_a_right_angle_is_that_turn()
    {
        var square = new ImageShape(3, 3);
        double[] image = [1, 2, 3, 4, 5, 6, 7, 8, 9], turned = new double[9], expected = new double[9];
        foreach (int quarters in new[] { -1, 0, 1, 2, 3 })
        {
            ImageTransform.RotateQuarters<double>(image, square, quarters, expected);
            ImageTransform.RotateAndZoom<double>(image, square, 90 * quarters, 1, turned);
            Assert.Equal(expected, turned, (a, b) => Math.Abs(a - b) < 1e-12);
        }
    }

    [Fact]
    public void Zooming_interpolates_between_pixels()
    {
        // Twice as large about the middle of 5 pixels: places 1, 1.5, 2, 2.5 and 3.
        double[] zoomed = new double[5];
        ImageTransform.RotateAndZoom<double>([10, 20, 40, 80, 160], new ImageShape(1, 5), 0, 2, zoomed);
        Assert.Equal([20, 30, 40, 60, 80], zoomed);

        // Half as large: places -2, 0, 2, 4 and 6, of which two lie outside.
        ImageTransform.RotateAndZoom<double>([10, 20, 40, 80, 160], new ImageShape(1, 5), 0, 0.5, zoomed);
        Assert.Equal([0, 10, 40, 160, 0], zoomed);
    }

    [Fact]
    public void Spans_that_do_not_fit_are_refused()
    {
        Refused("Expected an image of 2 x 3 x 1 = 6 numbers, got 5.", to => ImageTransform.FlipVertical<float>(new float[5], Two, to));
        Refused("Expected room for an image of 2 x 6 x 1 = 12 numbers, got 6.", to => ImageTransform.ResizeNearest<float>(Image, Two, 2, 6, to));
        Refused("Expected extents of at least 1, got 0 x 3 x 1.", to => ImageTransform.FlipVertical<float>([], new ImageShape(0, 3), to));
        Refused("overlap", to => ImageTransform.FlipVertical<float>(to, Two, to));
        Refused("above 0, got 0.", to => ImageTransform.RotateAndZoom<float>(Image, Two, 0, 0, to));
        Refused("Expected a finite angle, got NaN.", to => ImageTransform.RotateAndZoom<float>(Image, Two, double.NaN, 1, to));
    }

    private static float[] Made(int size, Action<float[]> write)
    {
        var destination = new float[size];
        Array.Fill(destination, float.NaN);
        write(destination);
        return destination;
    }

    private static void Refused(string message, Action<float[]> write) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() => write(new float[6])).Message);
}
