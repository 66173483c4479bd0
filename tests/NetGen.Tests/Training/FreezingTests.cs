using NetGen.Tests.Contract;

namespace NetGen.Tests;

public class FreezingTests
{
    private static readonly Dataset Data = Samples.Classes(60, 3, 4);

    [Fact]
    public void A_layer_that_is_frozen_stays_to_the_bit_and_goes_on_where_it_stopped()
    {
        var trainer = new Trainer<Classifier>(new Classifier(seed: 1), new AdamW(learningRate: 0.05, weightDecay: 0.1) { DecaysAll = true });
        trainer.Fit(Data);
        float[] before = trainer.Model.Parameters.ToArray();

        trainer.Freeze("Dense1");
        Assert.Equal(["Dense1"], trainer.Frozen);
        trainer.Fit(Data, new FitOptions { Threads = 2 });
        foreach (ParameterSlot slot in Classifier.Description.Slots)
        {
            float[] own = trainer.Model.Parameters.Slice(slot.Offset, slot.Length).ToArray();
            Assert.Equal(slot.Layer == "Dense1", own.SequenceEqual(before[slot.Offset..(slot.Offset + slot.Length)]));
        }

        trainer.Unfreeze();
        Assert.Empty(trainer.Frozen);
        trainer.Fit(Data);
        Assert.All(Classifier.Description.Slots, slot => Assert.False(trainer.Model.Parameters.Slice(slot.Offset, slot.Length).SequenceEqual(before.AsSpan(slot.Offset, slot.Length))));
    }

    [Fact]
    public void Moments_of_a_frozen_layer_wait()
    {
        // A run with every layer frozen in between changes nothing but the count of steps, which Lion does not look at.
        Trainer<Classifier> with = Trained(), without = Trained();
        with.Freeze("Dense1", "Dense2");
        with.Fit(Data, new FitOptions { ShuffleEachEpoch = false });
        with.Unfreeze("Dense2", "Dense1");
        with.Fit(Data, new FitOptions { ShuffleEachEpoch = false });
        without.Fit(Data, new FitOptions { ShuffleEachEpoch = false });
        Assert.Equal(without.Model.Parameters, with.Model.Parameters);

        static Trainer<Classifier> Trained()
        {
            var trainer = new Trainer<Classifier>(new Classifier(seed: 1), new Lion(learningRate: 0.01));
            trainer.Fit(Data, new FitOptions { ShuffleEachEpoch = false });
            return trainer;
        }
    }

    [Fact]
    public void Layers_declared_frozen_stay_frozen()
    {
        var trainer = new Trainer<PartlyFrozen>(new PartlyFrozen(seed: 1), new AdamW());
        float[] before = trainer.Model.Parameters.ToArray();
        trainer.Unfreeze();
        trainer.Fit(Dataset.FromArrays(Numbers.Some(30), Numbers.Some(20), 3));
        foreach (ParameterSlot slot in PartlyFrozen.Description.Slots)
            Assert.Equal(slot.Frozen, trainer.Model.Parameters.Slice(slot.Offset, slot.Length).SequenceEqual(before.AsSpan(slot.Offset, slot.Length)));
    }

    [Fact]
    public void Layers_that_are_not_there_are_refused()
    {
        var trainer = new Trainer<Classifier>(new Classifier(seed: 1), new Adam());
        ArgumentException exception = Assert.Throws<ArgumentException>(() => trainer.Freeze("Dense1", "Dense3"));
        Assert.Contains("Expected a layer of Classifier that has parameters (Dense1, Dense2), got 'Dense3'.", exception.Message);
        Assert.Empty(trainer.Frozen);
        Assert.Throws<ArgumentException>(() => trainer.Unfreeze("Tanh1"));
    }
}
