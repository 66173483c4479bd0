namespace NetGen.Tests;

public class ClassBalanceTests
{
    private static readonly Dataset Uneven = Dataset.FromArrays(new float[6], [0f, 0, 2, 0, 0, 2], 1);

    [Fact]
    public void Classes_are_counted_and_weighed()
    {
        ClassBalance balance = ClassBalance.Of(Uneven, classes: 4);
        Assert.Equal([4, 0, 2, 0], balance.Counts.ToArray());
        Assert.Equal(6, balance.Total);
        Assert.Equal([4 / 6.0, 0, 2 / 6.0, 0], balance.Shares.ToArray());
        Assert.Equal([6 / 8.0, 0, 6 / 4.0, 0], balance.Weights.ToArray());
        Assert.Equal(double.PositiveInfinity, balance.Imbalance);
    }

    [Fact]
    public void One_hot_targets_count_alike()
    {
        Assert.Equal([4, 0, 2], ClassBalance.Of(Uneven).Counts.ToArray());
        Assert.Equal([4, 0, 2], ClassBalance.Of(Uneven.OneHot(3)).Counts.ToArray());
        Assert.Equal(2, ClassBalance.Of(Dataset.FromArrays(new float[3], [0f, 1, 0], 1)).Imbalance);
    }

    [Fact]
    public void Targets_that_are_no_classes_are_refused()
    {
        Assert.Equal("Expected a class index from 0 to 1, got 2 for sample 2.", Assert.Throws<InvalidDataException>(() => ClassBalance.Of(Uneven, 2)).Message);
        Assert.Contains("got 0.5 for sample 1", Assert.Throws<InvalidDataException>(() => ClassBalance.Of(Dataset.FromArrays(new float[2], [0f, 0.5f], 1))).Message);
        Assert.Contains("got 1 in place 1 of sample 0", Assert.Throws<InvalidDataException>(() => ClassBalance.Of(Dataset.FromArrays(new float[1], [1f, 1], 1))).Message);
        Assert.Contains("got zeros alone for sample 0", Assert.Throws<InvalidDataException>(() => ClassBalance.Of(Dataset.FromArrays(new float[1], [0f, 0], 1))).Message);
    }

    [Fact]
    public void A_stratified_split_keeps_the_shares_of_the_classes()
    {
        float[] targets = [.. Enumerable.Repeat(0f, 50), .. Enumerable.Repeat(1f, 30), .. Enumerable.Repeat(2f, 7)];
        Dataset data = Dataset.FromArrays(Enumerable.Range(0, 87).Select(k => (float)k).ToArray(), targets, 1);
        (Dataset first, Dataset second) = data.SplitStratified(0.8, seed: 3);
        // 40, 24 and 5.6 of 69.6: the third has the largest remainder.
        Assert.Equal([40, 24, 6], ClassBalance.Of(first).Counts.ToArray());
        Assert.Equal([10, 6, 1], ClassBalance.Of(second).Counts.ToArray());

        float[] inputs = new float[70], rest = new float[17];
        first.CopyInputs<float>(0, inputs);
        second.CopyInputs<float>(0, rest);
        Assert.Equal(Enumerable.Range(0, 87).Select(k => (float)k), inputs.Concat(rest).Order());
        Assert.NotEqual(inputs.Order(), inputs);

        float[] again = new float[70];
        data.SplitStratified(0.8, seed: 3).First.CopyInputs<float>(0, again);
        Assert.Equal(inputs, again);
    }

    [Fact]
    public void Each_part_of_a_stratified_split_has_every_class()
    {
        Dataset data = Dataset.FromArrays(new float[12], [0f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1], 1);
        (Dataset first, Dataset second) = data.SplitStratified(0.05, seed: 1);
        Assert.Equal([1, 1], ClassBalance.Of(first).Counts.ToArray());
        Assert.Equal([9, 1], ClassBalance.Of(second).Counts.ToArray());
        Assert.Contains("got 1 of class 1", Assert.Throws<ArgumentOutOfRangeException>(() => data.Take(11).SplitStratified(0.5, 1)).Message);
        Assert.Contains("got 1.", Assert.Throws<ArgumentOutOfRangeException>(() => data.SplitStratified(1, 1)).Message);
    }

    [Fact]
    public void The_hash_is_of_the_numbers_and_their_order()
    {
        Dataset data = Dataset.FromArrays([1.5, 2, 3, 4], [0.0, 1], 2);
        string hash = DataHash.Sha256(data);
        Assert.Equal(64, hash.Length);
        Assert.Equal(hash, DataHash.Sha256(Dataset.FromArrays([1.5f, 2, 3, 4], [0f, 1], 2)));
        Assert.Equal(hash, DataHash.Sha256(Dataset.FromArrays([3.0, 4, 1.5, 2], [1.0, 0], 2).Select(1, 0)));
        Assert.NotEqual(hash, DataHash.Sha256(data.Select(1, 0)));
        Assert.NotEqual(hash, DataHash.Sha256(Dataset.FromArrays([1.5, 2, 3, 4], [0.0, 1], 2, 1)));
        Assert.NotEqual(hash, DataHash.Sha256(Dataset.FromArrays([1.5, 2, 3, 4], [0.0, 2], 2)));
    }

    [Fact]
    public void The_hash_can_be_made_elsewhere()
    {
        // Little-endian: the integers 1, 1, 1, 1 and the doubles 1 and 0.
        byte[] bytes = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0];
        string expected = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        Assert.Equal(expected, DataHash.Sha256(Dataset.FromArrays([1.0], [0.0], 1)));
    }
}
