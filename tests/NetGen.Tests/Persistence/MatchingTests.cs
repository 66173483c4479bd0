namespace NetGen.Tests;

/// <summary>Weights from elsewhere: a layer is taken whole or not at all.</summary>
public sealed class MatchingTests
{
    [Fact]
    public void A_bias_alone_is_not_taken()
    {
        // PyTorch writes "weight", the network has "weights".
        byte[] file = RawSafetensors.Of(("Dense1.weight", "F32", [4, 3], new byte[48]), ("Dense1.bias", "F32", [3], RawSafetensors.Bytes(1, 2, 3)));
        SoftmaxRegression<float> network = SoftmaxRegression<float>.Create(seed: 1);
        TransferReport report = Safetensors.LoadMatching(file.AsMemory(), network);
        Assert.Empty(report.Taken);
        Assert.Equal(["Dense1"], report.Incomplete.AsEnumerable());
        Assert.Equal(["Dense1.weight"], report.OnlyGiven.AsEnumerable());
        Assert.Equal(["Dense1.weights"], report.OnlyOwn.AsEnumerable());
        Assert.Contains("some of their tensors agree and others do not: Dense1", report.ToString());
        Assert.Equal(SoftmaxRegression<float>.Create(seed: 1).Parameters, network.Parameters);
    }

    [Fact]
    public void Statistics_belong_to_their_layer()
    {
        byte[] file = RawSafetensors.Of(
            ("Norm1.gamma", "F32", [8], new byte[32]), ("Norm1.beta", "F32", [8], new byte[32]), ("Norm1.running_mean", "F32", [8], new byte[32]),
            ("Norm1.num_batches_tracked", "I64", [], new byte[8]), ("Base2.weights", "F32", [8, 5], new byte[160]), ("Base2.bias", "F32", [5], new byte[20]));
        TransferReport report = Safetensors.LoadMatching(file.AsMemory(), new Tuned(seed: 3));
        Assert.Equal(["Base2.weights", "Base2.bias"], report.Taken.AsEnumerable());
        Assert.Equal(["Norm1"], report.Incomplete.AsEnumerable());
        Assert.Equal(["Norm1.running_mean", "Norm1.num_batches_tracked"], report.OnlyGiven.AsEnumerable());
    }

    [Fact]
    public void Numbers_of_half_precision_are_widened()
    {
        byte[] weights = [.. Enumerable.Range(0, 12).SelectMany(k => BitConverter.GetBytes((Half)(k / 4f)))];
        byte[] bias = [.. new[] { 1f, -2, 0.5f }.SelectMany(number => BitConverter.GetBytes(BitConverter.SingleToUInt32Bits(number))[2..])];
        byte[] file = RawSafetensors.Of(("Dense1.weights", "F16", [4, 3], weights), ("Dense1.bias", "BF16", [3], bias), ("steps", "I64", [2], new byte[16]), ("mask", "C64", [1], new byte[8]));
        float[] expected = [.. Enumerable.Range(0, 12).Select(k => k / 4f), 1, -2, 0.5f];

        SoftmaxRegression<float> network = SoftmaxRegression<float>.Create(seed: 1);
        TransferReport report = Safetensors.LoadMatching(file.AsMemory(), network);
        Assert.Equal(["Dense1.weights", "Dense1.bias"], report.Taken.AsEnumerable());
        Assert.Equal(["steps", "mask"], report.OnlyGiven.AsEnumerable());
        Assert.Equal(expected, network.Parameters);

        SoftmaxRegression<double> inDouble = SoftmaxRegression<double>.Create(seed: 1);
        Safetensors.LoadMatching(file.AsMemory(), inDouble);
        Assert.Equal(expected.Select(number => (double)number), inDouble.Parameters.ToArray());
        Safetensors.Load(RawSafetensors.Of(("Dense1.weights", "F16", [4, 3], weights), ("Dense1.bias", "BF16", [3], bias)).AsMemory(), network = SoftmaxRegression<float>.Create(seed: 2));
        Assert.Equal(expected, network.Parameters);
    }

    [Fact]
    public void Whole_numbers_under_the_name_of_a_weight_leave_its_layer()
    {
        byte[] file = RawSafetensors.Of(("Dense1.weights", "I32", [4, 3], new byte[48]), ("Dense1.bias", "F32", [3], new byte[12]));
        TransferReport report = Safetensors.LoadMatching(file.AsMemory(), SoftmaxRegression<float>.Create(seed: 1));
        Assert.Empty(report.Taken);
        Assert.Equal(["Dense1.weights (I32)"], report.OtherTypes.AsEnumerable());
        Assert.Equal(["Dense1"], report.Incomplete.AsEnumerable());
    }

    [Fact]
    public async Task Streams_that_are_read_asynchronously_alone_are_loaded()
    {
        using var file = new MemoryStream();
        SoftmaxRegression<float> saved = SoftmaxRegression<float>.Create(seed: 1), loaded = SoftmaxRegression<float>.Create(seed: 2), matching = SoftmaxRegression<float>.Create(seed: 3);
        await Safetensors.SaveAsync(file, saved);
        byte[] bytes = file.ToArray();
        await Safetensors.LoadAsync(new ForwardStream(bytes, allowsSynchronous: false), loaded);
        await Safetensors.LoadMatchingAsync(new ForwardStream(bytes, allowsSynchronous: false), matching);
        Assert.Equal(saved.Parameters.ToArray(), loaded.Parameters.ToArray());
        Assert.Equal(saved.Parameters.ToArray(), matching.Parameters.ToArray());

        SoftmaxRegression<float> cancelled = SoftmaxRegression<float>.Create(seed: 2);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Safetensors.LoadAsync(new ForwardStream(bytes, allowsSynchronous: false), cancelled, new CancellationToken(canceled: true)));
        await Assert.ThrowsAsync<InvalidDataException>(() => Safetensors.LoadAsync(new ForwardStream(bytes[..^1], allowsSynchronous: false), cancelled));
        Assert.Equal(SoftmaxRegression<float>.Create(seed: 2).Parameters.ToArray(), cancelled.Parameters.ToArray());
    }
}
