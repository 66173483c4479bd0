using NetGen.Tests.Contract;

namespace NetGen.Tests;

/// <summary>Weights of steps, from the data set to the accuracy.</summary>
public sealed class StepWeightTests
{
    private const int Samples = 60;
    private const int Steps = 4;

    // Of each fourth sample the last steps only fill it up, and some weigh half.
    private static readonly float[] s_weights = [.. Enumerable.Range(0, Samples * Steps).Select(i => i / Steps % 4 == 0 && i % Steps > 1 ? 0 : i % 5 == 0 ? 0.5f : 1)];
    private static readonly float[] s_labels = [.. Enumerable.Range(0, Samples * Steps).Select(i => (float)(i * 7 % 3))];
    private static readonly Dataset s_plain = Dataset.FromArrays(Numbers.Some(Samples * Steps * 3), s_labels, Steps, 3);
    private static readonly Dataset s_data = s_plain.WithStepWeights(s_weights);

    [Fact]
    public void The_description_tells_them_from_the_targets()
    {
        Assert.Equal((Steps, 2 * Steps, 0), (WeightedSteps.Description.StepWeights, WeightedSteps.TargetSize, PlainSteps.Description.StepWeights));
        Assert.Equal(Steps * 4, WeightedDistributions.TargetSize);
    }

    [Fact]
    public void Weights_of_one_give_what_there_is_without_weights()
    {
        Dataset ones = s_plain.WithStepWeights([.. Enumerable.Repeat(1f, Samples * Steps)]);
        Assert.Equal(Fit<PlainSteps>(s_plain, 20, 1, 1), Fit<WeightedSteps>(ones, 20, 1, 1));
        Assert.NotEqual(Fit<PlainSteps>(s_plain, 20, 1, 1), Fit<WeightedSteps>(s_data, 20, 1, 1));
    }

    [Fact]
    public void A_step_is_the_same_in_parts_and_on_threads()
    {
        float[] whole = Fit<WeightedSteps>(s_data, 60, 1, 1);
        Assert.InRange(Numbers.Difference(Fit<WeightedSteps>(s_data, 20, 3, 1), whole), 0, 1e-6f);
        Assert.Equal(Fit<WeightedSteps>(s_data, 20, 3, 1), Fit<WeightedSteps>(s_data, 20, 3, 2));
    }

    [Fact]
    public void The_loss_of_a_data_set_does_not_depend_on_its_batches()
    {
        var trainer = new Trainer<WeightedSteps>(new WeightedSteps(seed: 1), new Sgd(0.1));
        Evaluation all = trainer.Evaluate(s_data), parts = trainer.Evaluate(s_data, batchSize: 7);
        Assert.Equal(s_weights.Sum(), all.Weight, 1e-9);
        Assert.Equal(all.Weight, parts.Weight, 1e-9);
        Assert.Equal(all.Loss, parts.Loss, 1e-6);
    }

    [Fact]
    public void Steps_of_weight_zero_count_in_no_accuracy()
    {
        var trainer = new Trainer<WeightedSteps>(new WeightedSteps(seed: 1), new Sgd(0.1));
        ConfusionMatrix confusion = trainer.Evaluate(s_data).Confusion!;
        long[] counted = RowSums(confusion);
        Assert.Equal([.. Enumerable.Range(0, 3).Select(label => (long)s_labels.Zip(s_weights).Count(pair => pair.First == label && pair.Second > 0))], counted);

        double[] distributions = [.. s_labels.SelectMany(label => Enumerable.Range(0, 3).Select(k => k == (int)label ? 1.0 : 0))];
        Dataset data = Dataset.FromArrays(Array.ConvertAll(Numbers.Some(Samples * Steps * 3), value => (double)value), distributions, Steps, 3).WithStepWeights(s_weights);
        ConfusionMatrix ofDistributions = new Trainer<WeightedDistributions, double>(new WeightedDistributions(seed: 1), new Sgd(0.1)).Evaluate(data).Confusion!;
        Assert.Equal(counted, RowSums(ofDistributions));
    }

    [Fact]
    public void The_loss_is_the_mean_over_the_weights()
    {
        var model = new WeightedSteps(seed: 1);
        float[] outputs = Prediction.Outputs(model, s_data);
        double sum = Enumerable.Range(0, Samples * Steps).Sum(step => s_weights[step] * -Math.Log(outputs[(step * 3) + (int)s_labels[step]]));
        Assert.Equal(sum / s_weights.Sum(), new Trainer<WeightedSteps>(model, new Sgd(0.1)).Evaluate(s_data).Loss, 1e-5);
    }

    [Fact]
    public void Weights_stay_with_their_samples()
    {
        Dataset some = s_data.Shuffle(seed: 3).Take(10);
        var row = new float[2 * Steps];
        for (int sample = 0; sample < some.Count; sample++)
        {
            some.CopyTargets<float>(sample, row);
            Assert.Contains(Enumerable.Range(0, Samples), from => row.AsSpan(0, Steps).SequenceEqual(s_labels.AsSpan(from * Steps, Steps)) && row.AsSpan(Steps).SequenceEqual(s_weights.AsSpan(from * Steps, Steps)));
        }
    }

    [Fact]
    public void Data_without_weights_are_refused()
    {
        var trainer = new Trainer<WeightedSteps>(new WeightedSteps(seed: 1), new Sgd(0.1));
        Assert.Contains("of which the last 4 are weights of steps (Dataset.WithStepWeights)", Assert.Throws<ArgumentException>(() => trainer.Fit(s_plain)).Message, StringComparison.Ordinal);
        Assert.Contains("multiple of 60 weights", Assert.Throws<ArgumentException>(() => s_plain.WithStepWeights(new float[59])).Message, StringComparison.Ordinal);
        Assert.Contains("got -1 for step 1 of sample 0", Assert.Throws<ArgumentException>(() => s_plain.WithStepWeights([.. s_weights.Select((weight, i) => i == 1 ? -1 : weight)])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => s_plain.WithStepWeights((float[])null!));
    }

    private static long[] RowSums(ConfusionMatrix confusion) => [.. Enumerable.Range(0, 3).Select(actual => Enumerable.Range(0, 3).Sum(predicted => confusion[actual, predicted]))];

    private static float[] Fit<TNetwork>(Dataset data, int batchSize, int accumulation, int threads)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        var trainer = new Trainer<TNetwork>(TNetwork.Create(1), new Sgd(0.1));
        trainer.Fit(data, new FitOptions { Epochs = 2, BatchSize = batchSize, Accumulation = accumulation, Threads = threads, ShuffleEachEpoch = false });
        return trainer.Model.Parameters.ToArray();
    }
}
