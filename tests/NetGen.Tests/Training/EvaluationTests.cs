namespace NetGen.Tests;

public class EvaluationTests
{
    [Fact]
    public void One_hot_targets_are_counted_by_their_class()
    {
        float[] outputs = [0.1f, 0.7f, 0.2f, /**/ 0.5f, 0.5f, 0, /**/ 0, 0, 1, /**/ 0.2f, 0.2f, 0.6f];
        float[] targets = [0, 1, 0, /**/ 0, 1, 0, /**/ 0, 0, 1, /**/ 1, 0, 0];
        Evaluation evaluation = Evaluate<ThreeNumbers>(outputs, targets, 3);

        ConfusionMatrix confusion = evaluation.Confusion!;
        Assert.Equal(0.5, evaluation.Accuracy);
        Assert.Equal(1, confusion[1, 1]);
        Assert.Equal(1, confusion[1, 0]);
        Assert.Equal(1, confusion[2, 2]);
        Assert.Equal(1, confusion[0, 2]);
        Assert.Equal((4, 2, 3), (confusion.Total, confusion.Correct, confusion.Classes));
        Assert.Equal(0.5, confusion.Recall(1));
        Assert.Equal(0.5, confusion.Precision(2));
        Assert.Equal("   | 0 1 2\n 0 | 0 0 1\n 1 | 1 1 0\n 2 | 0 0 1\n", confusion.ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => confusion[3, 0]);
    }

    [Fact]
    public void The_loss_is_weighted_by_the_samples_of_each_batch()
    {
        Evaluation evaluation = Evaluate<ThreeNumbers>([1, 1, 1, /**/ 2, 2, 2, /**/ 6, 6, 6], new float[9], 3, batchSize: 2);
        Assert.Equal(3, evaluation.Loss);
    }

    [Fact]
    public void Numbers_have_no_accuracy()
    {
        Evaluation evaluation = Evaluate<ThreeNumbers>([1, 2, 3], [0.5f, 0.5f, 0], 3);
        Assert.Null(evaluation.Accuracy);
        Assert.Null(evaluation.Confusion);
    }

    [Fact]
    public void A_single_probability_is_split_at_a_half()
    {
        Evaluation evaluation = Evaluate<OneProbability>([0.9f, 0.4f, 0.6f, 0.5f], [1, 0, 0, 0], 1);
        Assert.Equal(0.75, evaluation.Accuracy);
        Assert.Equal(1, evaluation.Confusion![0, 1]);
    }

    [Fact]
    public void A_data_set_that_does_not_fit_is_refused()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Evaluate<ThreeNumbers>(new float[4], new float[4], 4));
        Assert.Contains("Expected inputs of 3 numbers, as Echo takes them, got 4.", exception.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Evaluate<ThreeNumbers>(new float[3], new float[3], 3, batchSize: 0));
    }

    private static Evaluation Evaluate<TForm>(float[] outputs, float[] targets, int width, int batchSize = 3)
        where TForm : IEchoForm =>
        new Trainer<Echo<TForm>>(new Echo<TForm>(), new Adam()).Evaluate(Dataset.FromArrays(outputs, targets, width), batchSize);
}
