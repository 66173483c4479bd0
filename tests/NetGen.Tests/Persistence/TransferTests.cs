using System.Buffers.Binary;
using System.Text;

namespace NetGen.Tests;

public sealed class TransferTests : IDisposable
{
    private static readonly string[] Base = ["Base1.weights", "Norm1.gamma", "Norm1.beta", "Base2.weights", "Base2.bias", "Norm1.runningMean", "Norm1.runningVariance"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_agrees_is_taken_and_the_rest_is_named()
    {
        Pretrained from = Trained();
        string path = _folder.PathOf("base.safetensors");
        Safetensors.Save(path, from);
        Tuned fromFile = new(seed: 3), fromNetwork = new(seed: 3), fresh = new(seed: 3);
        TransferReport[] reports = [Safetensors.LoadMatching(path, fromFile), WeightTransfer.Copy(from, fromNetwork)];

        foreach (TransferReport report in reports)
        {
            Assert.Equal(Base, report.Taken);
            Assert.Empty(report.OnlyGiven);
            Assert.Equal(["Extra.weights", "Extra.bias"], report.OnlyOwn.AsEnumerable());
            Assert.Equal(["Top.weights: expected [7, 4], got [5, 3]", "Top.bias: expected [4], got [3]"], report.Mismatches.Select(mismatch => mismatch.ToString()));
        }

        Assert.Equal(reports[0].ToString(), reports[1].ToString());
        Assert.Contains("only in the network: Extra.weights, Extra.bias\n", reports[0].ToString());
        Assert.Equal(fromFile.Parameters, fromNetwork.Parameters);
        Assert.Equal(from.Buffers, fromFile.Buffers);
        Assert.Equal(from.Buffers, fromNetwork.Buffers);
        foreach (ParameterSlot slot in Tuned.Description.Slots)
        {
            Span<float> expected = Base.Contains(slot.Key) ? Of(Pretrained.Description, from.Parameters, slot.Key) : Of(Tuned.Description, fresh.Parameters, slot.Key);
            Assert.Equal(expected, Of(Tuned.Description, fromFile.Parameters, slot.Key));
        }
    }

    [Fact]
    public void What_only_the_giver_has_is_named_too()
    {
        TransferReport report = WeightTransfer.Copy(new Tuned(seed: 1), new Pretrained(seed: 2));
        Assert.Equal(["Extra.weights", "Extra.bias"], report.OnlyGiven.AsEnumerable());
        Assert.Empty(report.OnlyOwn);
    }

    [Fact]
    public void A_checkpoint_gives_its_network()
    {
        var trainer = new Trainer<Pretrained>(Trained(), new Adam());
        string path = _folder.PathOf("checkpoint");
        Checkpoint.Save(path, trainer);
        var tuned = new Tuned(seed: 3);
        TransferReport report = Safetensors.LoadMatching(path, tuned);
        Assert.Equal(Base, report.Taken);
        Assert.Equal(["trainer/optimizer.0", "trainer/optimizer.1"], report.OnlyGiven.AsEnumerable());
        Assert.Equal(trainer.Model.Buffers, tuned.Buffers);
    }

    [Fact]
    public void A_base_declared_frozen_stays_to_the_bit_while_the_top_learns()
    {
        var tuned = new TunedOnTop(seed: 3);
        WeightTransfer.Copy(Trained(), tuned);
        LearnsOnTop(new Trainer<TunedOnTop>(tuned, new AdamW(0.02)));
    }

    [Fact]
    public void A_base_frozen_for_a_run_stays_to_the_bit_while_the_top_learns()
    {
        var tuned = new Tuned(seed: 3);
        WeightTransfer.Copy(Trained(), tuned);
        var trainer = new Trainer<Tuned>(tuned, new AdamW(0.02));
        trainer.Freeze("Base1", "Norm1", "Base2");
        LearnsOnTop(trainer);
    }

    [Theory]
    [InlineData("\"F32\",\"shape\":[5]", "\"F64\",\"shape\":[5]", "Expected two offsets 40 bytes apart for 'Base2.bias'")]
    [InlineData("\"F32\",\"shape\":[5,3]", "\"F16\",\"shape\":[5,3]", "Expected two offsets 30 bytes apart for 'Top.weights'")]
    [InlineData("\"shape\":[5,3]", "\"shape\":[5,4]", "Expected two offsets 80 bytes apart for 'Top.weights'")]
    [InlineData("\"shape\":[5,3]", "\"shape\":[-5,-3]", "Expected extents of at least 0 and at most 2147483647 numbers in 'Top.weights', got [-5,-3].")]
    [InlineData("\"shape\":[5,3]", "\"shape\":[2147483647,2147483647,0]", "got [2147483647,2147483647,0].")]
    [InlineData("\"shape\":[5,3]", "\"shape\":7", "Expected 'Top.weights' to have a 'shape' (Array)")]
    [InlineData("\"Top.bias\"", "\"Top.weights\"", "got 'Top.weights' twice.")]
    [InlineData("\"netgen.layout\":\"1\"", "\"netgen.layout\":\"2\"", "Expected layout version \"1\", got \"2\".")]
    public void A_file_with_a_mistake_anywhere_changes_nothing(string find, string replace, string message)
    {
        byte[] file = File();
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        string header = Encoding.UTF8.GetString(file, 8, length);
        Assert.Contains(find, header);
        byte[] damaged = Encoding.UTF8.GetBytes(header.Replace(find, replace));
        Refuses([.. BitConverter.GetBytes((long)damaged.Length), .. damaged, .. file[(8 + length)..]], message);
    }

    [Fact]
    public void Every_file_that_is_cut_off_or_goes_on_changes_nothing()
    {
        byte[] file = File();
        for (int length = 0; length < file.Length; length += 3)
            Refuses(file[..length], "the file is cut off");
        Refuses([.. file, 0], "bytes of numbers, got more.");
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_not_taken()
    {
        Pretrained from = Trained();
        byte[] file = File();
        int numbers = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(numbers + 4), float.NaN);
        Refuses(file, "Expected finite numbers, got NaN as number 1 of 'Base1.weights'.");

        from.Buffers[2] = float.PositiveInfinity;
        var tuned = new Tuned(seed: 3);
        Assert.Contains("Infinity as number 2 of 'Norm1.runningMean'", Assert.Throws<ArgumentException>(() => WeightTransfer.Copy(from, tuned)).Message);
        Assert.Equal(new Tuned(seed: 3).Parameters, tuned.Parameters);

        // What is not taken may be anything.
        from = Trained();
        Of(Pretrained.Description, from.Parameters, "Top.bias")[0] = float.NaN;
        Assert.Equal(Base, WeightTransfer.Copy(from, tuned).Taken);
    }

    [Fact]
    public void Numbers_that_would_be_rounded_are_not_taken()
    {
        using var stream = new MemoryStream();
        Safetensors.Save(stream, new PretrainedDouble(seed: 1));
        stream.Position = 0;
        var tuned = new Tuned(seed: 3);
        TransferReport report = Safetensors.LoadMatching(stream, tuned);
        Assert.Empty(report.Taken);
        Assert.Equal(Base, report.OtherTypes.Select(text => text.Split(' ')[0]));
        Assert.Contains("of another type: Base1.weights (F64), ", report.ToString());
        Assert.Equal(new Tuned(seed: 3).Parameters, tuned.Parameters);
    }

    [Fact]
    public void Networks_over_the_same_memory_are_copied_as_they_were()
    {
        var memory = new float[Tuned.ParameterCount + 8];
        for (int i = 0; i < memory.Length; i++)
            memory[i] = i;
        var from = new Tuned(memory.AsMemory(0, Tuned.ParameterCount));
        var to = new Tuned(memory.AsMemory(8));
        float[] before = from.Parameters.ToArray();
        WeightTransfer.Copy(from, to);
        Assert.Equal(before, to.Parameters);
    }

    private static void LearnsOnTop<TNetwork>(Trainer<TNetwork> trainer)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        float[] before = trainer.Model.Parameters.ToArray();
        Dataset data = Samples.Classes(200, 6, 4);
        double first = trainer.Evaluate(data).Loss;
        trainer.Fit(data, new FitOptions { Epochs = 20 });
        Assert.InRange(trainer.Evaluate(data).Loss, 0, 0.5 * first);
        foreach (ParameterSlot slot in TNetwork.Description.Slots)
            Assert.Equal(Base.Contains(slot.Key), trainer.Model.Parameters.Slice(slot.Offset, slot.Length).SequenceEqual(before.AsSpan(slot.Offset, slot.Length)));
    }

    private static Pretrained Trained()
    {
        var trainer = new Trainer<Pretrained>(new Pretrained(seed: 1), new Adam(0.02));
        trainer.Fit(Samples.Classes(150, 6, 3, seed: 2), new FitOptions { Epochs = 5 });
        return trainer.Model;
    }

    private static byte[] File()
    {
        using var stream = new MemoryStream();
        Safetensors.Save(stream, Trained());
        return stream.ToArray();
    }

    private static Span<float> Of(NetworkDescription network, Span<float> parameters, string key)
    {
        ParameterSlot slot = network.Slots.Single(slot => slot.Key == key);
        return parameters.Slice(slot.Offset, slot.Length);
    }

    private static void Refuses(byte[] file, string message)
    {
        var network = new Tuned(seed: 5);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Safetensors.LoadMatching(new MemoryStream(file), network));
        Assert.Contains(message, exception.Message);
        Assert.Equal(new Tuned(seed: 5).Parameters, network.Parameters);
        Assert.Equal(new Tuned(seed: 5).Buffers, network.Buffers);
    }
}
