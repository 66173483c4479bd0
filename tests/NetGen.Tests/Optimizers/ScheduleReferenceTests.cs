using System.Text.Json;

namespace NetGen.Tests;

/// <summary>Sixty steps against PyTorch; tests/reference/schedules.py made the values.</summary>
public class ScheduleReferenceTests
{
    private const double BaseRate = 0.05;

    private static readonly Dictionary<string, Func<LearningRateSchedule>> Cases = new()
    {
        ["StepDecay"] = () => new StepDecay(every: 7, factor: 0.5),
        ["ExponentialDecay"] = () => new ExponentialDecay(factor: 0.93),
        ["CosineDecay"] = () => new CosineDecay(finalFraction: 0.1),
        ["CosineRestarts"] = () => new CosineRestarts(length: 13),
        ["CosineRestarts growth"] = () => new CosineRestarts(length: 8, growth: 2, finalFraction: 0.2),
        ["LinearWarmUp"] = () => new LinearWarmUp(steps: 10),
        ["LinearWarmUp exponential"] = () => new LinearWarmUp(steps: 12, new ExponentialDecay(0.93), startFraction: 0.1),
        ["OneCycle"] = () => new OneCycle(),
        ["OneCycle late"] = () => new OneCycle(rise: 0.77, startDivisor: 10, finalDivisor: 100),
        ["ReduceOnPlateau"] = () => new ReduceOnPlateau(factor: 0.5, patience: 3),
        ["ReduceOnPlateau cooldown"] = () => new ReduceOnPlateau(factor: 0.3, patience: 1, threshold: 0.01, cooldown: 4, minimumRate: 1e-3),
        ["ReduceOnPlateau accuracy"] = () => new ReduceOnPlateau(factor: 0.5, patience: 2, monitor: MonitoredValue.ValidationAccuracy),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Rates_agree_with_PyTorch(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", "schedules.json")));
        double[] expected = Numbers(document, name), losses = Numbers(document, "losses");
        Assert.True(expected.Distinct().Count() > 2);
        LearningRateSchedule schedule = Cases[name]();
        for (int step = 0; step < expected.Length; step++)
        {
            double rate = schedule.RateAt(step, expected.Length, BaseRate);
            Assert.True(Math.Abs(rate - expected[step]) <= 1e-12 * BaseRate, $"Step {step}: expected {expected[step]:R}, got {rate:R}.");
            schedule.Observe(new EpochRecord(step + 1, 0, null, losses[step], 1 - losses[step], 0, rate));
        }
    }

    private static double[] Numbers(JsonDocument document, string name) =>
        document.RootElement.GetProperty(name).EnumerateArray().Select(value => value.GetDouble()).ToArray();
}
