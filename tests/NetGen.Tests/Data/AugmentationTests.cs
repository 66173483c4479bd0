using System.Numerics;

namespace NetGen.Tests;

public class AugmentationTests
{
    /// <summary>A hundred images of 4 x 4 numbers and three classes.</summary>
    private static readonly Dataset Images = Dataset.FromArrays(
        Enumerable.Range(0, 1600).Select(k => (float)((k * 37 % 101) + 1)).ToArray(),
        Enumerable.Range(0, 100).Select(k => (float)(k % 3)).ToArray(),
        4, 4, 1);

    /// <summary>Two hundred images of 2 x 2 numbers for a network that takes four.</summary>
    private static readonly Dataset Small = Dataset.FromArrays(
        Enumerable.Range(0, 800).Select(k => (float)(k * 37 % 101) / 101).ToArray(),
        Enumerable.Range(0, 200).Select(k => (float)(k % 3)).ToArray(),
        2, 2, 1);

    private static readonly Augmentation[] Every =
    [
        new RandomFlip(horizontal: true, vertical: true), new RandomShift(1, 2), new RandomRotation(30), new RandomZoom(0.8, 1.25), new GaussianNoise(0.5), new Cutout(2), new MixUp(0.4),
    ];

    public static TheoryData<int> Kinds => [.. Enumerable.Range(0, Every.Length)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_sample_is_changed_as_seed_epoch_and_place_say(int kind)
    {
        float[] once = Augmented(Every[kind], seed: 1, epoch: 2, sample: 3);
        Assert.Equal(once, Augmented(Every[kind], seed: 1, epoch: 2, sample: 3));
        Assert.Contains(Enumerable.Range(0, 20), other => !once.SequenceEqual(Augmented(Every[kind], seed: 1, epoch: 100 + (ulong)other, sample: 3)));
        Assert.Contains(Enumerable.Range(0, 20), other => !once.SequenceEqual(Augmented(Every[kind], seed: 100 + (ulong)other, epoch: 2, sample: 3)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_sample_costs_no_allocation(int kind)
    {
        var input = new float[16];
        var target = new float[1];
        int sample = 0;
        Assert.Equal(0, Allocation.Of(() => Apply(Every[kind], Images, 1, 2, sample++ % 100, input, target)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Any_number_of_threads_trains_on_the_same_samples(int kind)
    {
        SoftmaxRegression<float>[] models = [.. new[] { 1, 3 }.Select(threads =>
        {
            var model = SoftmaxRegression<float>.Create(seed: 1);
            new Trainer<SoftmaxRegression<float>>(model, new Adam()).Fit(Small, new FitOptions { Epochs = 2, BatchSize = 30, Threads = threads, Augmentation = new Everything(Every[kind]) });
            return model;
        })];
        Assert.Equal(models[0].Parameters, models[1].Parameters);

        var plain = SoftmaxRegression<float>.Create(seed: 1);
        new Trainer<SoftmaxRegression<float>>(plain, new Adam()).Fit(Small, new FitOptions { Epochs = 2, BatchSize = 30 });
        Assert.NotEqual(plain.Parameters.ToArray(), models[0].Parameters.ToArray());
    }

    [Fact]
    public void Every_epoch_changes_each_training_sample_once_and_validation_samples_never()
    {
        var recorder = new Recorder();
        var trainer = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(seed: 1), new Adam());
        trainer.Fit(Small, new FitOptions { Epochs = 2, Seed = 5, Threads = 1, Augmentation = recorder, Validation = Small.Take(50), TrainingAccuracy = true });
        trainer.Fit(Small, new FitOptions { Epochs = 1, Seed = 5, Threads = 1, Augmentation = recorder });

        Assert.Equal(600, recorder.Seen.Count);
        var expected = from epoch in Enumerable.Range(0, 3) from sample in Enumerable.Range(0, 200) select (sample, Augmentation.RandomOf(5, (ulong)epoch, sample).UInt64(0));
        Assert.Equal(expected.Order(), recorder.Seen.Order());
        Assert.Equal(600, recorder.Seen.Distinct().Count());
    }

    [Fact]
    public void The_order_of_samples_does_not_matter()
    {
        foreach (bool shuffle in new[] { true, false })
        {
            var recorder = new Recorder();
            new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(seed: 1), new Adam()).Fit(Small, new FitOptions { ShuffleEachEpoch = shuffle, BatchSize = shuffle ? 7 : 200, Threads = 1, Augmentation = recorder });
            Assert.Equal(Enumerable.Range(0, 200).Select(sample => (sample, Augmentation.RandomOf(0, 0, sample).UInt64(0))), recorder.Seen.Order());
        }
    }

    [Fact]
    public void Half_of_the_images_are_flipped()
    {
        float[] image = Input(Images, 3), flipped = new float[16];
        ImageTransform.FlipHorizontal<float>(image, new ImageShape(4, 4), flipped);
        float[][] results = [.. Enumerable.Range(0, 1000).Select(epoch => Augmented(new RandomFlip(), 1, (ulong)epoch, 3)[..16])];
        Assert.All(results, result => Assert.True(result.SequenceEqual(image) || result.SequenceEqual(flipped)));
        // The standard deviation of the count is 16.
        Assert.InRange(results.Count(result => result.SequenceEqual(flipped)), 420, 580);
    }

    [Fact]
    public void Every_shift_occurs_and_none_beyond_the_limit()
    {
        float[] image = Input(Images, 3);
        HashSet<string> expected = [];
        for (int down = -1; down <= 1; down++)
        {
            for (int right = -2; right <= 2; right++)
            {
                float[] shifted = new float[16];
                ImageTransform.Shift<float>(image, new ImageShape(4, 4), down, right, shifted);
                expected.Add(string.Join(' ', shifted));
            }
        }

        Assert.True(expected.SetEquals(Enumerable.Range(0, 1000).Select(epoch => string.Join(' ', Augmented(new RandomShift(1, 2), 1, (ulong)epoch, 3)[..16]))));
    }

    [Fact]
    public void Noise_has_the_deviation_asked_for()
    {
        double[] errors = [.. Enumerable.Range(0, 1000).SelectMany(epoch => Augmented(new GaussianNoise(0.5), 1, (ulong)epoch, 3)[..16].Zip(Input(Images, 3), (got, was) => (double)got - was))];
        // 16,000 numbers: four standard errors of the mean and of the deviation.
        Assert.InRange(errors.Average(), -0.016, 0.016);
        Assert.InRange(Math.Sqrt(errors.Average(error => error * error)), 0.489, 0.511);
    }

    [Fact]
    public void Cutout_blanks_one_rectangle_of_at_most_its_size()
    {
        for (int epoch = 0; epoch < 200; epoch++)
        {
            float[] image = Augmented(new Cutout(2), 1, (ulong)epoch, 3);
            int[] blank = [.. Enumerable.Range(0, 16).Where(pixel => image[pixel] == 0)];
            int rows = blank.Max(pixel => pixel / 4) - blank.Min(pixel => pixel / 4) + 1, columns = blank.Max(pixel => pixel % 4) - blank.Min(pixel => pixel % 4) + 1;
            Assert.InRange(rows, 1, 2);
            Assert.InRange(columns, 1, 2);
            Assert.Equal(rows * columns, blank.Length);
        }
    }

    [Fact]
    public void Mix_up_mixes_input_and_target_by_one_weight_between_0_and_1()
    {
        // The input is the sample's number, the target its negative.
        Dataset numbers = Dataset.FromArrays(Enumerable.Range(0, 100).Select(k => (double)k).ToArray(), Enumerable.Range(0, 100).Select(k => -(double)k).ToArray(), 1);
        var mixed = new List<double>();
        foreach (int epoch in Enumerable.Range(0, 2000))
        {
            double[] input = new double[1], target = new double[1];
            Apply(new MixUp(1), numbers, 1, (ulong)epoch, 0, input, target);
            Assert.Equal(-input[0], target[0]);
            Assert.InRange(input[0], 0, 99);
            mixed.Add(input[0]);
        }

        // At alpha 1 the weight is uniform: half of the mean of 0 to 99.
        Assert.InRange(mixed.Average(), 23, 26.5);
    }

    [Fact]
    public void A_small_alpha_lets_one_sample_prevail()
    {
        Dataset pair = Dataset.FromArrays([0.0, 1], [0.0, 1], 1);
        int between = 0;
        for (ulong epoch = 0; epoch < 500; epoch++)
        {
            double[] input = new double[1], target = new double[1];
            Apply(new MixUp(1e-3), pair, 1, epoch, 0, input, target);
            Assert.InRange(input[0], 0, 1);
            between += input[0] is > 0.01 and < 0.99 ? 1 : 0;
        }

        Assert.InRange(between, 0, 10);
    }

    [Fact]
    public void Members_of_a_sequence_follow_each_other_with_numbers_of_their_own()
    {
        var first = new Recorder();
        var second = new Recorder();
        Augmented(new AugmentationSequence(first, second), 1, 2, 3);
        CounterRandom random = Augmentation.RandomOf(1, 2, 3);
        Assert.Equal((3, random.Split(0).UInt64(0)), first.Seen.Single());
        Assert.Equal((3, random.Split(1).UInt64(0)), second.Seen.Single());
    }

    [Fact]
    public void What_does_not_fit_is_refused_before_training()
    {
        Dataset vectors = Dataset.FromArrays(new float[400], new float[100], 4);
        Refused<ArgumentException>(vectors, new RandomFlip(), "Expected images of height, width and channels, got inputs of 4.");
        Refused<ArgumentException>(vectors, new AugmentationSequence(new GaussianNoise(1), new Cutout(1)), "got inputs of 4.");
        Refused<ArgumentException>(Small, new MixUp(0.2), "got the class indices of SoftmaxRegression");
        Assert.Contains("got none", Assert.Throws<ArgumentException>(() => new AugmentationSequence()).Message);
        Assert.Contains("got null in place 1", Assert.Throws<ArgumentException>(() => new AugmentationSequence(new Cutout(1), null!)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomShift(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomRotation(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomZoom(1.2, 0.8));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomZoom(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GaussianNoise(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Cutout(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MixUp(0));
    }

    private static void Refused<TException>(Dataset data, Augmentation augmentation, string message)
        where TException : Exception
    {
        var trainer = new Trainer<SoftmaxRegression<float>>(SoftmaxRegression<float>.Create(seed: 1), new Adam());
        Assert.Contains(message, Assert.Throws<TException>(() => trainer.Fit(data, new FitOptions { Augmentation = augmentation })).Message);
        Assert.Equal(0, trainer.Optimizer.Steps);
    }

    private static float[] Augmented(Augmentation augmentation, ulong seed, ulong epoch, int sample)
    {
        float[] input = new float[16], target = new float[1];
        Apply(augmentation, Images, seed, epoch, sample, input, target);
        return [.. input, .. target];
    }

    private static void Apply<T>(Augmentation augmentation, Dataset data, ulong seed, ulong epoch, int sample, T[] input, T[] target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        data.CopyInputs<T>(sample, input);
        data.CopyTargets<T>(sample, target);
        augmentation.Apply(new TrainingSample<T> { Data = data, Index = sample, Input = input, Target = target, Random = Augmentation.RandomOf(seed, epoch, sample) });
    }

    private static float[] Input(Dataset data, int sample)
    {
        var input = new float[data.InputSize];
        data.CopyInputs<float>(sample, input);
        return input;
    }

    /// <summary>Remembers the samples it was given, and the first of their random numbers.</summary>
    private sealed class Recorder : Augmentation
    {
        public List<(int Sample, ulong Random)> Seen { get; } = [];

        public override void Apply<T>(in TrainingSample<T> sample) => Seen.Add((sample.Index, sample.Random.UInt64(0)));
    }

    /// <summary>Another augmentation of the input alone, so that class indices survive mix-up.</summary>
    private sealed class Everything(Augmentation augmentation) : Augmentation
    {
        public override void Apply<T>(in TrainingSample<T> sample)
        {
            T target = sample.Target[0];
            augmentation.Apply(sample);
            sample.Target[0] = target;
        }
    }
}
