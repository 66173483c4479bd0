using NetGen.Tests.Contract;

namespace NetGen.Tests;

/// <summary>A step allocates nothing, with everything on.</summary>
public class TrainingAllocationTests
{
    public static TheoryData<string> Clippings => ["ByValue", "ByNorm", "ByGlobalNorm"];

    [Theory, MemberData(nameof(Clippings))]
    public void Steps_of_a_generated_network_allocate_nothing(string clipping)
    {
        Assert.Equal(0, Allocated<Wide>(clipping, Samples.Classes(600, 64, 10), () => { }));
        Assert.Equal(0, Allocated<Normalized>(clipping, Samples.Images(600, 4, 3, 2, 3), () => { }));
    }

    [Fact]
    public void An_allocation_between_steps_would_be_seen() =>
        Assert.True(Allocated<Wide>("ByNorm", Samples.Classes(600, 64, 10), () => GC.KeepAlive(new object())) > 0);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Steps_allocate_nothing_on_any_thread(int threads)
    {
        // The network itself counts what is allocated between its phases, on every thread, from step 50 on.
        SoftmaxRegression<float> model = SoftmaxRegression<float>.Create(seed: 1);
        FitOptions options = Everything("ByGlobalNorm", classes: 3);
        options.Threads = threads;
        var trainer = new Trainer<SoftmaxRegression<float>>(model, Optimizer("Dense1")) { Average = new ExponentialMovingAverage() };
        trainer.Fit(Samples.Classes(600, 4, 3), options);
        Assert.Equal(100, trainer.Optimizer.Steps);
        Assert.Equal(0, model.AllocatedOutsidePhases);
    }

    /// <summary>The bytes that the last 40 steps allocate, the least of three measurements of ten.</summary>
    private static long Allocated<TNetwork>(string clipping, Dataset data, Action afterStep)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        long least = long.MaxValue, before = 0;
        FitOptions options = Everything(clipping, TNetwork.OutputSize);
        options.Threads = 1;
        options.Progress = progress =>
        {
            afterStep();
            if (progress.Batch is 70 or 80 or 90)
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            before = progress.Batch % 10 == 0 ? GC.GetAllocatedBytesForCurrentThread() : before;
        };
        var trainer = new Trainer<TNetwork>(TNetwork.Create(1), Optimizer("Dense1")) { Average = new ExponentialMovingAverage(start: 10) };
        trainer.Freeze(TNetwork.Description.Layers.Last(layer => layer.Slots.Length > 0).Name);
        trainer.Fit(data, options);
        Assert.Equal(100, trainer.Optimizer.Steps);
        return least;
    }

    private static AdamW Optimizer(string layer) => new(1e-3) { Groups = [new ParameterGroup(layer) { RateMultiplier = 0.5, WeightDecay = 0.1 }] };

    private static FitOptions Everything(string clipping, int classes) => new()
    {
        BatchSize = 2,
        Accumulation = 3,
        ClassWeights = [.. Enumerable.Range(1, classes).Select(k => (double)k)],
        SampleWeights = [.. Enumerable.Range(1, 600).Select(k => 1.0 / k)],
        Clipping = clipping switch
        {
            "ByValue" => GradientClipping.ByValue(0.01),
            "ByNorm" => GradientClipping.ByNorm(0.01),
            _ => GradientClipping.ByGlobalNorm(0.01),
        },
        EarlyStopping = new EarlyStopping(patience: 1, monitor: MonitoredValue.TrainingLoss),
        Schedule = new LinearWarmUp(5, new OneCycle()),
    };
}
