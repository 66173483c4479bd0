namespace NetGen.Tests;

public class LearningRateScheduleTests
{
    [Fact]
    public void A_cosine_goes_from_the_base_rate_to_its_end()
    {
        var decay = new CosineDecay(finalFraction: 0.1);
        Assert.Equal(2e-3, decay.RateAt(0, 1000, 2e-3), 1e-15);
        Assert.Equal(2e-3 * 0.55, decay.RateAt(500, 1000, 2e-3), 1e-15);
        Assert.Equal(2e-3 * 0.1, decay.RateAt(1000, 1000, 2e-3), 1e-15);
    }

    [Fact]
    public void A_cosine_to_zero_never_leaves_its_range()
    {
        var decay = new CosineDecay();
        double last = double.PositiveInfinity;
        for (int step = 0; step <= 10_000; step++)
        {
            double rate = decay.RateAt(step, 10_000, 1);
            Assert.InRange(rate, 0, Math.Min(1, last));
            Assert.Equal((1 + Math.Cos(Math.PI * step / 10_000)) / 2, rate, 1e-15);
            last = rate;
        }
    }

    [Fact]
    public void A_constant_rate_is_constant() => Assert.Equal(0.25, new ConstantRate().RateAt(7, 9, 0.25));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void An_impossible_final_fraction_is_refused(double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineDecay(fraction));

    private static readonly LearningRateSchedule[] Schedules =
    [
        new ConstantRate(), new StepDecay(3), new ExponentialDecay(0.9), new CosineDecay(), new CosineRestarts(4, growth: 2), new LinearWarmUp(5, new CosineDecay()),
        new OneCycle(), new ReduceOnPlateau(),
    ];

    [Fact]
    public void Every_schedule_is_tested_at_its_ends() => Assert.Equal(
        typeof(LearningRateSchedule).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(LearningRateSchedule))).Select(type => type.Name).Order(),
        Schedules.Select(schedule => schedule.GetType().Name).Order());

    [Fact]
    public void A_step_outside_of_the_run_is_refused()
    {
        foreach (LearningRateSchedule schedule in Schedules)
        {
            Assert.True(double.IsFinite(schedule.RateAt(20, 20, 1)));
            Assert.Contains("Expected a step from 0 to", Assert.Throws<ArgumentOutOfRangeException>(() => schedule.RateAt(21, 20, 1)).Message);
            Assert.Contains("got -1.", Assert.Throws<ArgumentOutOfRangeException>(() => schedule.RateAt(-1, 20, 1)).Message);
        }

        Assert.Contains("from 0 to 20, where the schedule ends, got 21.", Assert.Throws<ArgumentOutOfRangeException>(() => new CosineDecay().RateAt(21, 20, 1)).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_cycle_over_few_steps_stays_between_its_rates(long steps)
    {
        foreach (double rise in (double[])[0, 0.3, 0.5, 1])
        {
            for (long step = 0; step <= steps; step++)
                Assert.InRange(new OneCycle(rise).RateAt(step, steps, 1), 1 / 25e4, 1);
        }
    }

    [Fact]
    public void Impossible_schedules_are_refused()
    {
        Refused(() => new StepDecay(0), "every", "at least 1, got 0.");
        Refused(() => new StepDecay(5, factor: 1.5), "factor", "from 0 to 1, got 1.5.");
        Refused(() => new ExponentialDecay(double.NaN), "factor", "got NaN.");
        Refused(() => new CosineRestarts(0), "length", "got 0.");
        Refused(() => new CosineRestarts(5, growth: 0), "growth", "got 0.");
        Refused(() => new CosineRestarts(5, finalFraction: -1), "finalFraction", "got -1.");
        Refused(() => new LinearWarmUp(-3), "steps", "got -3.");
        Refused(() => new LinearWarmUp(3, startFraction: 2), "startFraction", "got 2.");
        Refused(() => new OneCycle(rise: 1.1), "rise", "got 1.1.");
        Refused(() => new OneCycle(startDivisor: 0.5), "startDivisor", "at least 1, got 0.5.");
        Refused(() => new OneCycle(finalDivisor: double.NaN), "finalDivisor", "got NaN.");
        Refused(() => new ReduceOnPlateau(factor: 1), "factor", "got 1.");
        Refused(() => new ReduceOnPlateau(patience: -1), "patience", "at least 0, got -1.");
        Refused(() => new ReduceOnPlateau(threshold: -1), "threshold", "got -1.");
        Refused(() => new ReduceOnPlateau(cooldown: -1), "cooldown", "got -1.");
        Refused(() => new ReduceOnPlateau(minimumRate: double.NaN), "minimumRate", "got NaN.");
        Refused(() => new ReduceOnPlateau(monitor: (MonitoredValue)9), "monitor", "got 9.");
    }

    [Fact]
    public void What_a_schedule_learned_is_kept_and_forgotten()
    {
        var schedule = new LinearWarmUp(2, new ReduceOnPlateau(factor: 0.5, patience: 0, monitor: MonitoredValue.TrainingLoss));
        for (int epoch = 1; epoch <= 3; epoch++)
            schedule.Observe(new EpochRecord(epoch, 1, null, null, null, 0, 1));
        Assert.Equal(0.25, schedule.RateAt(5, 10, 1));

        var copy = new LinearWarmUp(2, new ReduceOnPlateau(factor: 0.5, patience: 0, monitor: MonitoredValue.TrainingLoss));
        copy.Restore(schedule.Capture());
        Assert.Equal(0.25, copy.RateAt(5, 10, 1));
        Assert.Equal(MonitoredValue.TrainingLoss, copy.Monitor);
        copy.Restart();
        Assert.Equal(1, copy.RateAt(5, 10, 1));
        Assert.Contains("Expected 4 numbers", Assert.Throws<ArgumentException>(() => copy.Restore([1])).Message);
        Assert.Contains("Expected no state for a OneCycle, got 1", Assert.Throws<ArgumentException>(() => new OneCycle().Restore([1])).Message);
    }

    [Fact]
    public void A_plateau_of_a_value_that_is_not_there_is_refused() => Assert.Contains(
        "Expected an epoch with a ValidationLoss, got one without",
        Assert.Throws<InvalidOperationException>(() => new ReduceOnPlateau().Observe(new EpochRecord(1, 1, null, null, null, 0, 1))).Message);

    private static void Refused(Func<object> action, string name, string message)
    {
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(action);
        Assert.Equal(name, exception.ParamName);
        Assert.Contains(message, exception.Message);
    }
}
