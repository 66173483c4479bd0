namespace NetGen.Tests;

public class MetricsTests
{
    /// <summary>Class 0: 2 hits, 1 taken for 1. Class 1: 1 hit, 1 taken for 2. Class 2: 0 hits, both taken for 0. Classes 3 and 4: none, but 4 was predicted once for 1.</summary>
    private static readonly ConfusionMatrix Confusion = ConfusionMatrix.Of([0, 0, 0, 1, 1, 2, 2, 1], [0, 0, 1, 1, 2, 0, 0, 4], 5);

    [Fact]
    public void Precision_recall_and_f1_of_classes()
    {
        Assert.Equal(3 / 8.0, Confusion.Accuracy);
        Assert.Equal([2 / 3.0, 1 / 3.0, 0.0, double.NaN, double.NaN], Enumerable.Range(0, 5).Select(Confusion.Recall));
        Assert.Equal([2 / 4.0, 1 / 2.0, 0.0, double.NaN, 0.0], Enumerable.Range(0, 5).Select(Confusion.Precision));
        Assert.Equal([4 / 7.0, 2 / 5.0, 0.0, double.NaN, 0.0], Enumerable.Range(0, 5).Select(Confusion.F1));
    }

    [Fact]
    public void Macro_averages_count_the_classes_that_occur_or_are_predicted()
    {
        Assert.Equal(((2 / 3.0) + (1 / 3.0)) / 4, Confusion.MacroRecall, 15);
        Assert.Equal((0.5 + 0.5) / 4, Confusion.MacroPrecision, 15);
        Assert.Equal(((4 / 7.0) + (2 / 5.0)) / 4, Confusion.MacroF1, 15);
        Assert.Equal(3 / 8.0, Confusion.MicroF1);
    }

    [Fact]
    public void Matrices_are_summed()
    {
        ConfusionMatrix sum = ConfusionMatrix.Sum(Confusion, Confusion);
        Assert.Equal((16, 6, 4), (sum.Total, sum.Correct, sum[0, 0]));
        Assert.Equal(Confusion.MacroF1, sum.MacroF1);
        Assert.Contains("of 2", Assert.Throws<ArgumentException>(() => ConfusionMatrix.Sum(Confusion, ConfusionMatrix.Of([0], [1], 2))).Message);
        Assert.Throws<ArgumentException>(() => ConfusionMatrix.Sum());
        Assert.Contains("got 0 taken for 5 in sample 0", Assert.Throws<ArgumentOutOfRangeException>(() => ConfusionMatrix.Of([0], [5], 5)).Message);
        Assert.Throws<ArgumentException>(() => ConfusionMatrix.Of([0, 1], [0], 5));
    }

    [Fact]
    public void Top_k_counts_a_class_among_the_k_largest()
    {
        float[] outputs = [0.1f, 0.6f, 0.3f, /**/ 0.4f, 0.4f, 0.2f, /**/ float.NaN, 0.2f, 0.3f, /**/ 0.2f, 0.3f, 0.5f];
        int[] labels = [2, 1, 0, 0];
        Assert.Equal(0, TopKAccuracy.Of<float>(outputs, labels, 1));
        // The second sample's class ties with class 0, which comes first; a NaN is never among the best.
        Assert.Equal(2 / 4.0, TopKAccuracy.Of<float>(outputs, labels, 2));
        Assert.Equal(3 / 4.0, TopKAccuracy.Of<float>(outputs, labels, 3));
        Assert.Equal([1, 0, 0, 2], Prediction.Classes<float>(outputs, 3));
    }

    [Fact]
    public void Top_k_refuses_what_does_not_fit()
    {
        Assert.Contains("Expected 1 to 3, the number of classes, got 4.", Assert.Throws<ArgumentOutOfRangeException>(() => TopKAccuracy.Of<float>(new float[3], [0], 4)).Message);
        Assert.Contains("got 3 for sample 0", Assert.Throws<ArgumentOutOfRangeException>(() => TopKAccuracy.Of<float>(new float[3], [3], 1)).Message);
        Assert.Throws<ArgumentException>(() => TopKAccuracy.Of<float>(new float[3], [0, 1], 1));
        Assert.Throws<ArgumentException>(() => TopKAccuracy.Of<float>([], [], 1));
    }

    [Fact]
    public void The_roc_curve_has_a_point_for_each_score()
    {
        RocCurve roc = RocCurve.Of<double>([0.1, 0.4, 0.35, 0.8], [false, false, true, true]);
        Assert.Equal(
            [new RocPoint(double.PositiveInfinity, 0, 0), new(0.8, 0, 0.5), new(0.4, 0.5, 0.5), new(0.35, 0.5, 1), new(0.1, 1, 1)],
            roc.Points.ToArray());
        Assert.Equal(0.75, roc.Area);
    }

    [Fact]
    public void Ties_count_half()
    {
        Assert.Equal(0.5, RocCurve.Of<float>([1f, 1, 1, 1], [true, false, false, true]).Area);
        // Of 2 x 3 pairs: (3 above 2, 2, 1), (2 ties with 2 and 2, above 1): 3 + 1/2 + 1/2 + 1 of 6.
        RocCurve roc = RocCurve.Of<float>([3f, 2, 2, 2, 1], [true, false, true, false, false]);
        Assert.Equal(5 / 6.0, roc.Area);
        Assert.Equal(4, roc.Points.Length);
        Assert.Equal(1, RocCurve.Of<float>([1f, 0], [true, false]).Area);
        Assert.Equal(0, RocCurve.Of<float>([1f, 0], [false, true]).Area);
        Assert.Equal(0.5, RocCurve.Of<float>([-0f, 0], [false, true]).Area);
    }

    [Fact]
    public void The_area_is_the_share_of_pairs_in_order()
    {
        var random = new RandomSequence(4);
        double[] scores = [.. Enumerable.Range(0, 200).Select(_ => (double)random.NextInt(30))];
        bool[] positive = [.. scores.Select(score => random.NextInt(40) < score)];
        double pairs = 0;
        int count = 0;
        foreach ((double up, _) in scores.Zip(positive).Where(sample => sample.Second))
        {
            foreach ((double down, _) in scores.Zip(positive).Where(sample => !sample.Second))
            {
                pairs += up > down ? 1 : up == down ? 0.5 : 0;
                count++;
            }
        }

        Assert.Equal(pairs / count, RocCurve.Of<double>(scores, positive).Area, 14);
    }

    [Fact]
    public void A_curve_needs_both_kinds_and_no_nan()
    {
        Assert.Contains("got 2 and 0.", Assert.Throws<ArgumentException>(() => RocCurve.Of<float>([1f, 2], [true, true])).Message);
        Assert.Contains("got NaN for sample 1", Assert.Throws<ArgumentException>(() => RocCurve.Of<float>([1f, float.NaN], [true, false])).Message);
        Assert.Throws<ArgumentException>(() => RocCurve.Of<float>([1f, 2], [true]));
    }

    [Fact]
    public void Errors_of_numbers()
    {
        // Errors 0.5, -0.5, 0 and -1; the targets' mean is 2.875.
        RegressionMetrics metrics = RegressionMetrics.Of<double>([2.5, 0.0, 2, 8], [3, -0.5, 2, 7]);
        Assert.Equal(0.375, metrics.MeanSquaredError);
        Assert.Equal(0.5, metrics.MeanAbsoluteError);
        Assert.Equal(Math.Sqrt(0.375), metrics.RootMeanSquaredError);
        Assert.Equal(1 - (1.5 / 29.1875), metrics.RSquared, 15);
        Assert.Equal(0.9486081370449679, metrics.RSquared, 15);
    }

    [Fact]
    public void Constant_targets_are_explained_only_by_themselves()
    {
        Assert.Equal(1, RegressionMetrics.Of<float>([0.1f, 0.1f, 0.1f], [0.1f, 0.1f, 0.1f]).RSquared);
        Assert.Equal(0, RegressionMetrics.Of<float>([0.1f, 0.1f, 0.2f], [0.1f, 0.1f, 0.1f]).RSquared);
        Assert.Equal(0, RegressionMetrics.Of<float>([2f, 2], [1f, 3]).RSquared);
        Assert.Equal(-3, RegressionMetrics.Of<float>([3f, 1], [1f, 3]).RSquared);
        Assert.Throws<ArgumentException>(() => RegressionMetrics.Of<float>([], []));
        Assert.Throws<ArgumentException>(() => RegressionMetrics.Of<float>([1f], [1f, 2]));
    }

    [Fact]
    public void Units_that_never_fire_are_counted()
    {
        UnitActivity activity = UnitActivity.Of<float>([1, 0, -1, /**/ 2, -0f, 3, /**/ 0.5f, float.NaN, 1, /**/ 1e-30f, -2, 0], 3);
        Assert.Equal([1, 0, 0.5], activity.Shares.ToArray());
        Assert.Equal(1, activity.Dead);
        Assert.Equal(0.5, activity.Mean);
        Assert.Throws<ArgumentException>(() => UnitActivity.Of<float>(new float[4], 3));
        Assert.Throws<ArgumentException>(() => UnitActivity.Of<float>([], 3));
    }

    [Fact]
    public void A_data_set_is_predicted_in_batches()
    {
        Dataset data = Dataset.FromArrays(Enumerable.Range(0, 1800).Select(k => (float)k).ToArray(), new float[600], 3);
        float[] outputs = Prediction.Outputs(new Echo<ThreeNumbers>(), data);
        Assert.Equal(Enumerable.Range(0, 1800).Select(k => (float)k), outputs);
        Assert.Contains("Expected inputs of 3 numbers", Assert.Throws<ArgumentException>(() => Prediction.Outputs(new Echo<ThreeNumbers>(), Dataset.FromArrays(new float[4], new float[1], 4))).Message);
        Assert.Equal([1, 0], Prediction.Labels(Dataset.FromArrays(new float[2], [1f, 0], 1)));
    }
}
