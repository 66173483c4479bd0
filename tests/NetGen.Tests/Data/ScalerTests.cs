using System.Text;

namespace NetGen.Tests;

public sealed class ScalerTests : IDisposable
{
    /// <summary>Three samples of two columns: 1, 2, 6 and the constant 0.1.</summary>
    private static readonly Dataset Train = Dataset.FromArrays([1.0, 0.1, 2, 0.1, 6, 0.1], [0.0, 0, 0], 2);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Standardised_columns_have_mean_0_and_variance_1()
    {
        // Mean 3; squares of -2, -1 and 3 sum to 14.
        double deviation = Math.Sqrt(14 / 3.0);
        Standardizer scaler = Standardizer.Fit(Train);
        Equal([3, 0.1], scaler.Offsets);
        Equal([deviation, 1], scaler.Scales);
        Equal([-2 / deviation, 0, -1 / deviation, 0, 3 / deviation, 0], Inputs(scaler.Transform(Train)));
    }

    [Fact]
    public void Min_max_brings_training_data_between_0_and_1_and_other_data_where_they_belong()
    {
        MinMaxScaler scaler = MinMaxScaler.Fit(Train);
        Equal([0, 0, 0.2, 0, 1, 0], Inputs(scaler.Transform(Train)));
        Equal([-0.2, 1.9], Inputs(scaler.Transform(Dataset.FromArrays([0.0, 2], [0.0], 2))));
    }

    [Fact]
    public void A_constant_column_becomes_0_even_where_its_mean_would_be_rounded()
    {
        Dataset constant = Dataset.FromArrays(Enumerable.Repeat(0.1, 1000).ToArray(), new double[1000], 1);
        foreach (FeatureScaler scaler in new FeatureScaler[] { Standardizer.Fit(constant), MinMaxScaler.Fit(constant) })
        {
            Assert.All(Inputs(scaler.Transform(constant)), value => Assert.Equal(0, value));
            Assert.Equal([1.0], scaler.Scales.ToArray());
        }
    }

    [Fact]
    public void Channels_or_all_numbers_may_share_their_statistics()
    {
        // Two images of one row, two pixels and two channels: 0, 2, 4, 6 in one channel, 10, 10, 10, 20 in the other.
        Dataset images = Dataset.FromArrays([0.0, 10, 2, 10, 4, 10, 6, 20], [0.0, 0], 1, 2, 2);
        Equal([0, 0, 2 / 6.0, 0, 4 / 6.0, 0, 1, 1], Inputs(MinMaxScaler.Fit(images, ScalerScope.Channel).Transform(images)));
        Equal([0, 0.5, 0.1, 0.5, 0.2, 0.5, 0.3, 1], Inputs(MinMaxScaler.Fit(images, ScalerScope.All).Transform(images)));
        Equal([3, 12.5], Standardizer.Fit(images, ScalerScope.Channel).Offsets);
    }

    [Fact]
    public void The_inverse_gives_the_inputs_back()
    {
        Standardizer scaler = Standardizer.Fit(Train);
        float[] inputs = [7, -3, 0.5f, 12], scaled = new float[4], back = new float[4];
        scaler.Transform<float>(inputs, scaled);
        scaler.Inverse<float>(scaled, back);
        Assert.Equal(inputs.Select(value => (double)value), back.Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(0, Allocation.Of(() => scaler.Transform<float>(inputs, scaled)));
    }

    [Fact]
    public void Targets_shape_and_number_type_stay()
    {
        Dataset images = Dataset.FromArrays([1f, 2, 3, 4, 5, 6, 7, 8], [3f, 4], 2, 2, 1);
        Dataset scaled = Standardizer.Fit(images).Transform(images);
        var targets = new float[2];
        scaled.CopyTargets<float>(0, targets);
        Assert.Equal([3, 4], targets);
        Assert.Equal([2, 2, 1], scaled.InputShape.ToArray());
        Assert.Equal(Precision.Single, scaled.Precision);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Standardizer scaler = Standardizer.Fit(Train);
        Assert.Contains("Expected inputs of 2 numbers, as the scaler was fitted on, got 3.", Assert.Throws<ArgumentException>(() => scaler.Transform(Dataset.FromArrays(new double[3], new double[1], 3))).Message);
        Assert.Contains("Expected a multiple of 2 numbers", Assert.Throws<ArgumentException>(() => scaler.Transform<float>(new float[3], new float[3])).Message);
        Assert.Contains("Expected room for 4 numbers, got 2.", Assert.Throws<ArgumentException>(() => scaler.Inverse<float>(new float[4], new float[2])).Message);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => MinMaxScaler.Fit(Dataset.FromArrays([1.0, 2, 3, double.NaN], [0.0, 0], 2)));
        Assert.Equal("Expected finite numbers to scale, got NaN in column 1 of sample 1.", exception.Message);
        Assert.Throws<InvalidDataException>(() => MinMaxScaler.Fit(Dataset.FromArrays([-1e308, 1e308], [0.0, 0], 1)));
        Assert.Throws<InvalidDataException>(() => Standardizer.Fit(Dataset.FromArrays([-1e308, 1e308], [0.0, 0], 1)));
    }

    [Fact]
    public void A_scaler_is_saved_with_its_network_to_the_last_bit()
    {
        Dataset data = Dataset.FromArrays([1 / 3.0, 2, 3, 4, 5, 1e-7, 7, 8], [0.0, 0], 4);
        foreach (FeatureScaler scaler in new FeatureScaler[] { Standardizer.Fit(data), MinMaxScaler.Fit(data, ScalerScope.All) })
        {
            string path = _folder.PathOf("model.safetensors");
            SoftmaxRegression<float> saved = SoftmaxRegression<float>.Create(seed: 1), loaded = SoftmaxRegression<float>.Create(seed: 2);
            Safetensors.Save(path, saved, scaler);
            Safetensors.Load(path, loaded, out FeatureScaler read);

            Assert.Equal(saved.Parameters, loaded.Parameters);
            Assert.IsType(scaler.GetType(), read);
            Assert.Equal(scaler.Offsets.ToArray(), read.Offsets.ToArray());
            Assert.Equal(scaler.Scales.ToArray(), read.Scales.ToArray());
            Assert.Equal(4, read.Columns);
        }
    }

    [Fact]
    public async Task A_network_whose_file_has_a_scaler_is_not_loaded_without_it()
    {
        string path = _folder.PathOf("model.safetensors");
        Safetensors.Save(path, SoftmaxRegression<float>.Create(seed: 1), MinMaxScaler.Fit(Dataset.FromArrays([1.0, 2, 3, 4, 5, 6, 7, 8], [0.0, 0], 4)));
        SoftmaxRegression<float> other = SoftmaxRegression<float>.Create(seed: 2);
        byte[] file = File.ReadAllBytes(path);
        foreach (Action load in new Action[]
        {
            () => Safetensors.Load(path, other),
            () => Safetensors.Load(new MemoryStream(file), other),
            () => Safetensors.Load(file.AsMemory(), other),
        })
            Assert.Contains("out FeatureScaler scaler", Assert.Throws<InvalidDataException>(load).Message);
        await Assert.ThrowsAsync<InvalidDataException>(() => Safetensors.LoadAsync(new MemoryStream(file), other));
        Assert.Equal(SoftmaxRegression<float>.Create(seed: 2).Parameters.ToArray(), other.Parameters.ToArray());
        Assert.Contains("the scaler of the file was not read", Safetensors.LoadMatching(path, other).ToString());
    }

    [Fact]
    public async Task A_scaler_is_loaded_from_streams_and_memory_too()
    {
        FeatureScaler scaler = MinMaxScaler.Fit(Dataset.FromArrays([1.0, 2, 3, 4, 5, 6, 7, 9], [0.0, 0], 4));
        SoftmaxRegression<float> saved = SoftmaxRegression<float>.Create(seed: 1);
        using var stream = new MemoryStream();
        Safetensors.Save(stream, saved, scaler);
        SoftmaxRegression<float>[] loaded = [SoftmaxRegression<float>.Create(seed: 2), SoftmaxRegression<float>.Create(seed: 2), SoftmaxRegression<float>.Create(seed: 2)];
        stream.Position = 0;
        Safetensors.Load(stream, loaded[0], out FeatureScaler first);
        Safetensors.Load(stream.ToArray().AsMemory(), loaded[1], out FeatureScaler second);
        stream.Position = 0;
        FeatureScaler third = await Safetensors.LoadWithScalerAsync(stream, loaded[2]);
        Assert.All([first, second, third], read => Assert.Equal(scaler.Scales.ToArray(), read.Scales.ToArray()));
        Assert.All(loaded, network => Assert.Equal(saved.Parameters.ToArray(), network.Parameters.ToArray()));
    }

    [Fact]
    public void A_scaler_of_another_size_is_not_saved()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Safetensors.Save(_folder.PathOf("model.safetensors"), SoftmaxRegression<float>.Create(seed: 1), Standardizer.Fit(Train)));
        Assert.Contains("Expected a scaler of 4 columns, as SoftmaxRegression takes them, got 2.", exception.Message);
        Assert.Empty(_folder.FileNames);
    }

    [Theory]
    [InlineData("\"netgen.scaler.columns\":\"4\"", "\"netgen.scaler.columns\":\"5\"", "Expected a scaler of 4 columns, as the network takes them, got 5.")]
    [InlineData("\"netgen.scaler\":\"minmax\"", "\"netgen.scaler\":\"robust\"", "got 'robust'")]
    [InlineData("\"netgen.scaler\":", "\"netgen.scalar\":", "Expected a file with a scaler")]
    [InlineData("offsets\":\"1,2,3,4\"", "offsets\":\"1,2,3,x\"", "got 'x'")]
    [InlineData("offsets\":\"1,2,3,4\"", "offsets\":\"1,2,344\"", "Expected a number of offsets that divides 4 columns, got 3.")]
    [InlineData("offsets\":\"1,2,3,4\"", "offsets\":\"1,2000\"", "Expected 2 scales, one for each offset, got 4.")]
    [InlineData("scales\":\"4,4,4,4\"", "scales\":\"4,4,4,0\"", "Expected scales above 0, got 0.")]
    [InlineData("scales\":", "squams\":", "Expected 'netgen.scaler.scales' in the metadata")]
    public void A_damaged_scaler_is_refused_and_the_network_stays(string text, string replacement, string message)
    {
        // The damage may be a byte shorter; a space keeps the length of the header.
        string path = _folder.PathOf("model.safetensors");
        SoftmaxRegression<float> model = SoftmaxRegression<float>.Create(seed: 1), other = SoftmaxRegression<float>.Create(seed: 2);
        Safetensors.Save(path, model, MinMaxScaler.Fit(Dataset.FromArrays([1.0, 2, 3, 4, 5, 6, 7, 8], [0.0, 0], 4)));
        string content = Encoding.Latin1.GetString(File.ReadAllBytes(path));
        Assert.Contains(text, content);
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(content.Replace(text, replacement.PadRight(text.Length))));

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Safetensors.Load(path, other, out _));
        Assert.Contains(message, exception.Message);
        Assert.Equal(SoftmaxRegression<float>.Create(seed: 2).Parameters, other.Parameters);
    }

    private static double[] Inputs(Dataset data)
    {
        var inputs = new double[data.Count * data.InputSize];
        data.CopyInputs<double>(0, inputs);
        return inputs;
    }

    private static void Equal(IEnumerable<double> expected, IEnumerable<double> got) => Assert.Equal(expected, got, (a, b) => Math.Abs(a - b) < 1e-12);
}
