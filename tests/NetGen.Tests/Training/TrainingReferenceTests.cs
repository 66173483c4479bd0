using System.Text.Json;
using NetGen.Tests.Contract;

namespace NetGen.Tests;

/// <summary>A run with everything on against PyTorch; tests/reference/training.py made the values.</summary>
public class TrainingReferenceTests
{
    public static TheoryData<string, int, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, int>();
            foreach (string clipping in (string[])["ByGlobalNorm", "ByNorm", "ByValue"])
            {
                cases.Add(clipping, 20, 1);
                cases.Add(clipping, 5, 4);
                cases.Add(clipping, 4, 5);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_run_with_everything_on_agrees_with_PyTorch(string clipping, int batchSize, int accumulation)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", "training.json")));
        JsonElement reference = document.RootElement.GetProperty(clipping);
        Assert.True(reference.GetProperty("clipped").GetInt32() > 5);

        var model = new ClassifierDouble(Fill(ClassifierDouble.ParameterCount, 31, 7, 64));
        var trainer = new Trainer<ClassifierDouble, double>(model, new AdamW(learningRate: 0.05, weightDecay: 0.1)) { Average = new ExponentialMovingAverage(decay: 0.9) };
        Dataset data = Dataset.FromArrays(Fill(150, 37, 11, 25), [.. Enumerable.Range(0, 50).Select(k => (double)(((7 * k) + (k / 5)) % 4))], 3);
        History history = trainer.Fit(data, new FitOptions
        {
            Epochs = 6,
            BatchSize = batchSize,
            Accumulation = accumulation,
            ShuffleEachEpoch = false,
            ClassWeights = [1, 0.25, 2, 0.5],
            Clipping = clipping switch
            {
                "ByGlobalNorm" => GradientClipping.ByGlobalNorm(0.3),
                "ByNorm" => GradientClipping.ByNorm(0.15),
                _ => GradientClipping.ByValue(0.03),
            },
            Schedule = new OneCycle(),
        });

        var average = new double[ClassifierDouble.ParameterCount];
        trainer.Average.CopyTo<double>(average);
        Agrees(reference.GetProperty("losses"), [.. history.Epochs.Select(epoch => epoch.Loss)]);
        Agrees(reference.GetProperty("parameters"), model.Parameters);
        Agrees(reference.GetProperty("average"), average);
    }

    private static void Agrees(JsonElement reference, ReadOnlySpan<double> got)
    {
        double[] expected = [.. reference.EnumerateArray().Select(value => value.GetDouble())];
        Assert.Equal(expected.Length, got.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], got[i], 1e-10 * expected.Max(Math.Abs));
    }

    private static double[] Fill(int count, int a, int c, double scale) => [.. Enumerable.Range(0, count).Select(k => ((((a * k) + c) % 101) - 50) / scale)];
}
