using NetGen.Tests.Contract;

namespace NetGen.Tests;

public class ParameterGroupTests
{
    private static readonly NetworkDescription Network = Classifier.Description;

    [Fact]
    public void Without_layers_every_parameter_decays()
    {
        float[] w = Ones();
        new Sgd(learningRate: 0.5, weightDecay: 0.5).Step<float>(w, new float[w.Length]);
        Assert.All(w, value => Assert.Equal(0.75f, value));
    }

    [Fact]
    public void With_layers_weights_decay_and_biases_do_not()
    {
        float[] w = Ones();
        Step(new Sgd(learningRate: 0.5, weightDecay: 0.5), w, 0);
        foreach (ParameterSlot slot in Network.Slots)
            Assert.All(w[slot.Offset..(slot.Offset + slot.Length)], value => Assert.Equal(slot.Role == ParameterRole.Bias ? 1 : 0.75f, value));
    }

    [Fact]
    public void Parameters_of_normalisations_do_not_decay()
    {
        var w = new float[Normalized.ParameterCount];
        w.AsSpan().Fill(1);
        var optimizer = new AdamW(learningRate: 0.5, weightDecay: 0.5);
        optimizer.Prepare<float>(Normalized.Description);
        optimizer.Step<float>(w, new float[w.Length]);
        Assert.Contains(Normalized.Description.Slots, slot => slot.Role == ParameterRole.Norm);
        foreach (ParameterSlot slot in Normalized.Description.Slots)
            Assert.All(w[slot.Offset..(slot.Offset + slot.Length)], value => Assert.Equal(slot.Role == ParameterRole.Weight ? 0.75f : 1, value));
    }

    [Fact]
    public void All_decay_where_that_is_asked_for()
    {
        float[] w = Ones();
        Step(new Sgd(learningRate: 0.5, weightDecay: 0.5) { DecaysAll = true }, w, 0);
        Assert.All(w, value => Assert.Equal(0.75f, value));
    }

    [Fact]
    public void A_group_has_a_rate_and_a_decay_of_its_own()
    {
        float[] w = Ones();
        Step(new Sgd(learningRate: 0.5, weightDecay: 0.5) { Groups = [new ParameterGroup("Dense2") { RateMultiplier = 0.5, WeightDecay = 1 }] }, w, 1);
        foreach (ParameterSlot slot in Network.Slots)
        {
            // w - rate (1 + decay w)
            float expected = (slot.Layer, slot.Role) switch
            {
                ("Dense1", ParameterRole.Weight) => 1 - (0.5f * 1.5f),
                ("Dense1", _) => 1 - 0.5f,
                (_, ParameterRole.Weight) => 1 - (0.25f * 2),
                _ => 1 - 0.25f,
            };
            Assert.All(w[slot.Offset..(slot.Offset + slot.Length)], value => Assert.Equal(expected, value));
        }
    }

    [Fact]
    public void A_group_of_the_optimizer_s_own_settings_changes_no_bit()
    {
        float[] with = Numbers.Some(Classifier.ParameterCount), without = [.. with];
        Step(new AdamW(0.01) { Groups = [new ParameterGroup("Dense1")] }, with, 0.3f);
        Step(new AdamW(0.01), without, 0.3f);
        Assert.Equal(without, with);
    }

    [Fact]
    public void Unknown_layers_are_refused_with_the_list_of_those_there_are()
    {
        var optimizer = new Adam { Groups = [new ParameterGroup("Dense3")] };
        ArgumentException exception = Assert.Throws<ArgumentException>(() => optimizer.Prepare<float>(Network));
        Assert.Contains("Expected a layer of Classifier that has parameters (Dense1, Dense2), got 'Dense3'.", exception.Message);
        optimizer.Groups = [new ParameterGroup("Dense1"), new ParameterGroup("Dense2", "Dense1")];
        Assert.Contains("at most 1 group, got 'Dense1' in 2.", Assert.Throws<ArgumentException>(() => optimizer.Prepare<float>(Network)).Message);
    }

    [Fact]
    public void Groups_without_layers_to_bind_them_to_are_refused()
    {
        var optimizer = new Adam { Groups = [new ParameterGroup("Dense1")] };
        float[] w = [1];
        Assert.Contains("Expected a Prepare with the description", Assert.Throws<InvalidOperationException>(() => optimizer.Step<float>(w, new float[1])).Message);
        Assert.Equal(0, optimizer.Steps);
    }

    [Fact]
    public void Impossible_groups_are_refused()
    {
        Assert.Contains("got none", Assert.Throws<ArgumentException>(() => new ParameterGroup()).Message);
        Assert.Throws<ArgumentException>(() => new ParameterGroup(string.Empty));
        Assert.Contains("got 'Dense1' 2 times", Assert.Throws<ArgumentException>(() => new ParameterGroup("Dense1", "Dense1")).Message);
        Assert.Contains("at least 0, got -1.", Assert.Throws<ArgumentOutOfRangeException>(() => new ParameterGroup("Dense1") { RateMultiplier = -1 }).Message);
        Assert.Contains("got NaN.", Assert.Throws<ArgumentOutOfRangeException>(() => new ParameterGroup("Dense1") { WeightDecay = double.NaN }).Message);
        Assert.Throws<ArgumentNullException>(() => new Adam { Groups = null! });
    }

    private static float[] Ones()
    {
        var ones = new float[Classifier.ParameterCount];
        ones.AsSpan().Fill(1);
        return ones;
    }

    private static void Step(Optimizer optimizer, float[] parameters, float gradient)
    {
        var gradients = new float[parameters.Length];
        gradients.AsSpan().Fill(gradient);
        optimizer.Prepare<float>(Network);
        optimizer.Step<float>(parameters, gradients);
    }
}
