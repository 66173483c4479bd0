namespace NetGen.Tests;

public class KFoldTests
{
    [Theory]
    [InlineData(10, 5)]
    [InlineData(11, 4)]
    [InlineData(7, 7)]
    [InlineData(100, 3)]
    public void Every_sample_is_held_out_once_and_trains_otherwise(int samples, int folds)
    {
        var parts = new KFold(folds, seed: 1).Split(samples);
        Assert.Equal(Enumerable.Range(0, folds), parts.Select(fold => fold.Index));
        Assert.Equal(Enumerable.Range(0, samples), parts.SelectMany(fold => fold.Validation).Order());
        Assert.All(parts, fold => Assert.Equal(Enumerable.Range(0, samples), fold.Train.Concat(fold.Validation).Order()));
        Assert.Equal(Enumerable.Range(0, folds).Select(fold => (samples / folds) + (fold < samples % folds ? 1 : 0)), parts.Select(fold => fold.Validation.Length));
    }

    [Fact]
    public void The_seed_decides_the_parts()
    {
        Assert.Equal(new KFold(4, seed: 1).Split(20)[2].Validation.ToArray(), new KFold(4, seed: 1).Split(20)[2].Validation.ToArray());
        Assert.NotEqual(new KFold(4, seed: 1).Split(20)[2].Validation.ToArray(), new KFold(4, seed: 2).Split(20)[2].Validation.ToArray());
        Assert.NotEqual(Enumerable.Range(0, 5).Select(k => 4 * k), new KFold(4, seed: 1).Split(20)[0].Validation);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Stratified_parts_share_every_class(bool onehot)
    {
        int[] counts = [37, 20, 6, 13];
        float[] targets = [.. counts.SelectMany((count, k) => Enumerable.Repeat((float)k, count))];
        Dataset data = Dataset.FromArrays(new float[targets.Length], targets, 1);
        var parts = new KFold(5, seed: 2, stratified: true).Split(onehot ? data.OneHot(4) : data);

        Assert.Equal(Enumerable.Range(0, 76), parts.SelectMany(fold => fold.Validation).Order());
        Assert.Equal([16, 15, 15, 15, 15], parts.Select(fold => fold.Validation.Length));
        foreach (var fold in parts)
        {
            for (int k = 0; k < counts.Length; k++)
                Assert.InRange(fold.Validation.Count(sample => targets[sample] == k), counts[k] / 5, (counts[k] + 4) / 5);
        }
    }

    [Fact]
    public void A_class_rarer_than_the_folds_may_be_allowed_and_is_warned_of()
    {
        float[] targets = [.. Enumerable.Repeat(0f, 12), .. Enumerable.Repeat(1f, 2), .. Enumerable.Repeat(2f, 6)];
        Dataset data = Dataset.FromArrays(new float[80], targets, 4);
        var folds = new KFold(4, seed: 3, stratified: true) { AllowRareClasses = true };
        var parts = folds.Split(data);
        Assert.Equal(Enumerable.Range(0, 20), parts.SelectMany(fold => fold.Validation).Order());
        Assert.All(parts, fold => Assert.Equal(fold.Validation.Any(sample => targets[sample] == 1) ? Array.Empty<int>() : [1], fold.NotHeldOut.ToArray()));
        Assert.Equal(2, parts.Count(fold => fold.NotHeldOut.IsEmpty));

        var result = new CrossValidation<SoftmaxRegression<float>> { Optimizer = () => new Adam(), Folds = folds }.Run(data);
        string without = string.Join(", ", parts.Where(fold => !fold.NotHeldOut.IsEmpty).Select(fold => fold.Index));
        Assert.StartsWith($"Class 1 has fewer samples than there are folds, 4: none is held out in fold {without},", Assert.Single(result.Warnings));
        Assert.Empty(new CrossValidation<SoftmaxRegression<float>> { Optimizer = () => new Adam(), Folds = new KFold(2, stratified: true) }.Run(data).Warnings);
    }

    [Fact]
    public void Impossible_divisions_are_refused()
    {
        Dataset data = Dataset.FromArrays(new float[6], [0f, 0, 0, 1, 1, 0], 1);
        Assert.Contains("Expected at least 2 folds, got 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new KFold(1)).Message);
        Assert.Contains("Expected at least 7 samples, 1 for each fold, got 6.", Assert.Throws<ArgumentException>(() => new KFold(7).Split(data)).Message);
        Assert.Contains("Expected at least 7 samples", Assert.Throws<ArgumentException>(() => new KFold(7, stratified: true).Split(data)).Message);
        Assert.Contains("Expected at least 3 samples of each class, 1 for each fold, got 2 of class 1.", Assert.Throws<ArgumentException>(() => new KFold(3, stratified: true).Split(data)).Message);
        Assert.Throws<InvalidOperationException>(() => new KFold(2, stratified: true).Split(6));
    }
}
