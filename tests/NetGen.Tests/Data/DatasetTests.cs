namespace NetGen.Tests;

public class DatasetTests
{
    /// <summary>Ten samples; sample k is (k, -k) with class k modulo 3.</summary>
    private static readonly Dataset Ten = Dataset.FromArrays(
        Enumerable.Range(0, 10).SelectMany(k => new float[] { k, -k }).ToArray(),
        Enumerable.Range(0, 10).Select(k => (float)(k % 3)).ToArray(),
        2);

    [Fact]
    public void Sizes_follow_from_the_arrays()
    {
        Dataset images = Dataset.FromArrays(new float[5 * 24], new float[5 * 3], 2, 3, 4);
        Assert.Equal((5, 24, 3), (images.Count, images.InputSize, images.TargetSize));
        Assert.Equal([2, 3, 4], images.InputShape.ToArray());
        Assert.Equal(Precision.Single, images.Precision);
        Assert.Equal(Precision.Double, Dataset.FromArrays(new double[1], new double[1], 1).Precision);
    }

    [Theory]
    [InlineData(0, 0, 2, "Expected at least 1 sample, got an empty data set.")]
    [InlineData(7, 7, 2, "Expected a multiple of 2 numbers (2 for each sample), got 7.")]
    [InlineData(8, 0, 2, "Expected a positive multiple of 4 numbers, as many for each of 4 samples, got 0.")]
    [InlineData(8, 6, 2, "Expected a positive multiple of 4 numbers, as many for each of 4 samples, got 6.")]
    [InlineData(8, 4, 0, "Expected extents of at least 1, got 0.")]
    public void Arrays_that_do_not_fit_are_refused(int inputs, int targets, int extent, string message)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Dataset.FromArrays(new float[inputs], new float[targets], extent));
        Assert.Contains(message, exception.Message);
    }

    [Fact]
    public void Samples_are_read_in_either_number_type()
    {
        var singles = new float[6];
        Ten.CopyInputs<float>(4, singles);
        Assert.Equal([4, -4, 5, -5, 6, -6], singles);
        var doubles = new double[2];
        Ten.CopyTargets<double>(4, doubles);
        Assert.Equal([1, 2], doubles);

        Dataset precise = Dataset.FromArrays([1.0 / 3], [0.1], 1);
        precise.CopyInputs<double>(0, doubles.AsSpan(0, 1));
        Assert.Equal(1.0 / 3, doubles[0]);
        precise.CopyInputs<float>(0, singles.AsSpan(0, 1));
        Assert.Equal(1f / 3, singles[0]);
    }

    [Fact]
    public void Reading_past_the_end_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Ten.CopyInputs<float>(9, new float[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ten.CopyInputs<float>(-1, new float[2]));
        Assert.Throws<ArgumentException>(() => Ten.CopyInputs<float>(0, new float[3]));
    }

    [Fact]
    public void Shuffling_keeps_pairs_together_and_depends_on_the_seed_alone()
    {
        Dataset shuffled = Ten.Shuffle(seed: 1);
        Assert.Equal(Enumerable.Range(0, 10), Identities(shuffled).Order());
        Assert.NotEqual(Enumerable.Range(0, 10), Identities(shuffled));
        Assert.Equal(Identities(shuffled), Identities(Ten.Shuffle(seed: 1)));
        Assert.NotEqual(Identities(shuffled), Identities(Ten.Shuffle(seed: 2)));
        Assert.Equal(Enumerable.Range(0, 10), Identities(Ten));
    }

    [Fact]
    public void A_split_deals_out_every_sample_once()
    {
        (Dataset first, Dataset second) = Ten.Split(0.7, seed: 1);
        Assert.Equal((7, 3), (first.Count, second.Count));
        Assert.Equal(Enumerable.Range(0, 10), Identities(first).Concat(Identities(second)).Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(0.01)]
    [InlineData(double.NaN)]
    public void A_split_that_leaves_nothing_is_refused(double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Ten.Split(fraction, seed: 1));

    [Fact]
    public void Taking_and_selecting_compose()
    {
        Assert.Equal([0, 1, 2], Identities(Ten.Take(3)));
        Assert.Equal([5, 9, 5], Identities(Ten.Select(9, 7, 5).Select(2, 0, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ten.Take(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ten.Take(11));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ten.Take(3).Select(3));
        Assert.Throws<ArgumentException>(() => Ten.Select());
    }

    [Fact]
    public void One_hot_targets_have_their_one_at_the_class()
    {
        Dataset hot = Ten.Select(4, 3, 2).OneHot(3);
        var targets = new float[9];
        hot.CopyTargets<float>(0, targets);
        Assert.Equal([0, 1, 0, 1, 0, 0, 0, 0, 1], targets);
        Assert.Equal(3, hot.TargetSize);
        Assert.Equal([4, -4], Input(hot, 0));
    }

    [Theory]
    [InlineData(3, "got 3 for sample 1.")]
    [InlineData(-1, "got -1 for sample 1.")]
    [InlineData(0.5, "got 0.5 for sample 1.")]
    [InlineData(double.NaN, "got NaN for sample 1.")]
    public void A_class_out_of_range_is_refused_with_its_sample(double target, string message)
    {
        Dataset data = Dataset.FromArrays(new double[2], [2, target], 1);
        Assert.Contains($"Expected a class index from 0 to 2, {message}", Assert.Throws<InvalidDataException>(() => data.OneHot(3)).Message);
    }

    private static float[] Input(Dataset data, int sample)
    {
        var input = new float[data.InputSize];
        data.CopyInputs<float>(sample, input);
        return input;
    }

    /// <summary>Which of the ten each sample is, after checking that its target still belongs to it.</summary>
    private static int[] Identities(Dataset data) => Enumerable.Range(0, data.Count).Select(sample =>
    {
        int identity = (int)Input(data, sample)[0];
        var target = new float[1];
        data.CopyTargets<float>(sample, target);
        Assert.Equal(identity % 3, target[0]);
        return identity;
    }).ToArray();

    [Fact]
    public void Shapes_and_classes_beyond_all_arrays_are_refused_as_arguments()
    {
        Assert.Throws<ArgumentException>(() => Dataset.FromArrays([1f, 2], [0f], int.MaxValue, int.MaxValue, int.MaxValue));
        Assert.Throws<ArgumentException>(() => Dataset.FromArrays([1f, 2], [0f], 65536, 65536, 65536, 65536));
        Dataset data = Dataset.FromArrays([1f, 2, 3, 4], [0f, 1], 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.OneHot(int.MaxValue));
        Assert.Equal(3, data.OneHot(3).TargetSize);
    }
}
