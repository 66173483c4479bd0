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
}
