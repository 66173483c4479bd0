namespace NetGen.Tests;

public sealed class IdxFileTests : IDisposable
{
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 0, 51, 255, 102, 204, 153];
    private static readonly byte[] Labels = [0, 0, 8, 1, 0, 0, 0, 2, 7, 3];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Images_and_labels_become_a_data_set(bool compressed)
    {
        Dataset data = IdxFile.Read(_folder.Write("images", Images, compressed), _folder.Write("labels", Labels, compressed));
        Assert.Equal(2, data.Count);
        Assert.Equal([1, 3, 1], data.InputShape.ToArray());
        var inputs = new float[6];
        data.CopyInputs<float>(0, inputs);
        Assert.Equal([0, 0.2f, 1, 0.4f, 0.8f, 0.6f], inputs);
        var targets = new float[2];
        data.CopyTargets<float>(0, targets);
        Assert.Equal([7, 3], targets);
    }

    [Fact]
    public void Pixels_may_keep_their_scale()
    {
        Dataset data = IdxFile.Read(_folder.Write("images", Images), _folder.Write("labels", Labels), scale: false);
        var inputs = new float[3];
        data.CopyInputs<float>(1, inputs);
        Assert.Equal([102, 204, 153], inputs);
    }

    [Fact]
    public void Every_file_that_is_cut_off_is_refused()
    {
        string labels = _folder.Write("labels", Labels);
        for (int length = 0; length < Images.Length; length++)
        {
            string images = _folder.Write("images", Images[..length]);
            InvalidDataException exception = Assert.Throws<InvalidDataException>(() => IdxFile.Read(images, labels));
            Assert.Contains("the file is cut off", exception.Message);
        }
    }

    [Fact]
    public void Every_compressed_file_that_is_cut_off_is_refused()
    {
        string labels = _folder.Write("labels", Labels);
        byte[] whole = File.ReadAllBytes(_folder.Write("images", Images, compressed: true));

        for (int length = 0; length < whole.Length; length++)
        {
            string images = _folder.Write("images", whole[..length]);
            Assert.Throws<InvalidDataException>(() => IdxFile.Read(images, labels));
        }
    }

    [Theory]
    [InlineData(0, 1, "got 01 00 08 03")]
    [InlineData(2, 9, "got 00 00 09 03")]
    [InlineData(3, 0, "got 00 00 08 00")]
    [InlineData(7, 0, "Expected dimensions of at least 1")]
    [InlineData(4, 255, "got -16777214 as dimension 0")]
    [InlineData(7, 3, "the file is cut off")]
    [InlineData(7, 1, "to end after 3 numbers (1 x 1 x 3), got more")]
    public void A_wrong_header_is_refused(int position, byte value, string message)
    {
        byte[] images = [.. Images];
        images[position] = value;
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => IdxFile.Read(_folder.Write("images", images), _folder.Write("labels", Labels)));
        Assert.Contains(message, exception.Message);
    }

    [Fact]
    public void A_file_of_impossible_size_is_refused_before_memory_is_taken()
    {
        string images = _folder.Write("images", [0, 0, 8, 3, 127, 255, 255, 255, 127, 255, 255, 255, 127, 255, 255, 255]);
        Assert.Contains("Expected at most", Assert.Throws<InvalidDataException>(() => IdxFile.Read(images, images)).Message);
    }

    [Fact]
    public void Another_number_of_labels_is_refused()
    {
        string labels = _folder.Write("labels", [0, 0, 8, 1, 0, 0, 0, 1, 7]);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => IdxFile.Read(_folder.Write("images", Images), labels));
        Assert.Contains("Expected as many targets as the 2 inputs", exception.Message);
        Assert.Contains("got 1", exception.Message);
    }
}
