using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NetGen.Tests;

public class HistoryExportTests
{
    private static readonly History Course = new(
    [
        new EpochRecord(1, 0.5, null, 0.75, 1, 0.25, 1e-3),
        new EpochRecord(2, double.NaN, 0.125, double.PositiveInfinity, null, 0.5, 1e-20),
    ]);

    [Fact]
    public void A_table_is_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            var writer = new StringWriter();
            Course.WriteCsv(writer);
            Assert.Equal(
                "epoch,loss,accuracy,validation_loss,validation_accuracy,seconds,learning_rate\n1,0.5,,0.75,1,0.25,0.001\n2,NaN,0.125,Infinity,,0.5,1E-20\n".Replace("Infinity", double.PositiveInfinity.ToString(CultureInfo.InvariantCulture)),
                writer.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Json_has_the_numbers_there_are()
    {
        using var stream = new MemoryStream();
        Course.WriteJson(stream);
        using JsonDocument document = JsonDocument.Parse(stream.ToArray());
        JsonElement epochs = document.RootElement.GetProperty("epochs");
        Assert.Equal(2, epochs.GetArrayLength());
        Assert.Equal(0.5, epochs[0].GetProperty("loss").GetDouble());
        Assert.False(epochs[0].TryGetProperty("accuracy", out _));
        Assert.Equal(1, epochs[0].GetProperty("validationAccuracy").GetDouble());
        Assert.Equal("NaN", epochs[1].GetProperty("loss").GetString());
        Assert.Equal("Infinity", epochs[1].GetProperty("validationLoss").GetString());
        Assert.Equal(1e-20, epochs[1].GetProperty("learningRate").GetDouble());
    }

    [Fact]
    public void A_manifest_names_all_that_decides_the_result()
    {
        Dataset train = Dataset.FromArrays(new float[40], new float[10], 4), test = Dataset.FromArrays(new float[8], new float[2], 4);
        var trainer = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(seed: 7), new Adam(0.02));
        RunManifest manifest = RunManifest.Of(trainer, 7, train, new FitOptions
        {
            Epochs = 3,
            BatchSize = 5,
            Seed = 11,
            Validation = test,
            Schedule = new CosineDecay(),
            Augmentation = new AugmentationSequence(new GaussianNoise(0.1), new RandomFlip()),
        });
        using JsonDocument document = JsonDocument.Parse(Json(manifest));
        JsonElement root = document.RootElement;
        Assert.Equal("SoftmaxRegression", root.GetProperty("network").GetProperty("name").GetString());
        Assert.Equal("fingerprint of SoftmaxRegression", root.GetProperty("network").GetProperty("fingerprint").GetString());
        Assert.Equal(7UL, root.GetProperty("network").GetProperty("seed").GetUInt64());
        Assert.Equal(DataHash.Sha256(train), root.GetProperty("data").GetProperty("sha256").GetString());
        Assert.Equal(DataHash.Sha256(test), root.GetProperty("data").GetProperty("validationSha256").GetString());
        JsonElement options = root.GetProperty("options");
        Assert.Equal(("Adam", 0.02, 3, 5, 11UL), (options.GetProperty("optimizer").GetString(), options.GetProperty("learningRate").GetDouble(), options.GetProperty("epochs").GetInt32(), options.GetProperty("batchSize").GetInt32(), options.GetProperty("seed").GetUInt64()));
        Assert.Equal(("CosineDecay", "GaussianNoise, RandomFlip"), (options.GetProperty("schedule").GetString(), options.GetProperty("augmentation").GetString()));
        Assert.StartsWith("0.1.0", root.GetProperty("versions").GetProperty("netgen").GetString());
        Assert.Equal(Json(manifest), Json(manifest));
    }

    private static string Json(RunManifest manifest)
    {
        using var stream = new MemoryStream();
        manifest.WriteJson(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
