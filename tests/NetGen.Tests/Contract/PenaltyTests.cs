using NetGen.Tests.Contract.Networks;

namespace NetGen.Tests.Contract;

/// <summary>L1 and L2 by attribute: in the loss and its gradient, once, on the parameters that are meant.</summary>
public sealed class PenaltyTests
{
    private const int Batch = 37;

    [Fact]
    public void A_penalty_adds_to_the_loss_and_to_the_gradient_of_what_it_is_on()
    {
        var (model, inputs, targets) = Make();
        var plain = new Unpenalized(model.Parameters.ToArray());
        float[] gradient = new float[Penalized.ParameterCount], bare = new float[Penalized.ParameterCount];
        float loss = model.LossAndGradient(inputs, targets, gradient, Penalized.CreateWorkspace(Batch));
        float bareLoss = plain.LossAndGradient(inputs, targets, bare, Unpenalized.CreateWorkspace(Batch));

        double penalty = 0;
        foreach (ParameterSlot slot in Penalized.Description.Slots)
        {
            (double one, double two) = slot.Key switch
            {
                "Dense1.weights" => (0.25, 0.125),
                "Dense1.bias" => (0.25, 0),
                "Dense2.weights" => (0, 0.625),
                "Dense3.weights" or "Dense4.weights" => (0, 0.125),
                _ => (0.0, 0.0),
            };
            for (int i = slot.Offset; i < slot.Offset + slot.Length; i++)
            {
                double w = model.Parameters[i];
                penalty += (one * Math.Abs(w)) + (two * w * w);
                double expected = slot.Frozen ? 0 : bare[i] + (one * Math.Sign(w)) + (2 * two * w);
                Assert.Equal(expected, gradient[i], 1e-6);
            }
        }

        Assert.True(penalty > 1);
        Assert.Equal(bareLoss + penalty, loss, 1e-5);
        Assert.Equal(plain.Loss(inputs, targets, Unpenalized.CreateWorkspace(Batch)) + penalty, model.Loss(inputs, targets, Penalized.CreateWorkspace(Batch)), 1e-5);
    }

    [Fact]
    public void Vector_code_agrees_with_textbook_code()
    {
        var (model, inputs, targets) = Make();
        float[] gradient = new float[Penalized.ParameterCount], textbook = new float[Penalized.ParameterCount];
        float loss = model.LossAndGradient(inputs, targets, gradient, Penalized.CreateWorkspace(Batch));
        Assert.Equal(Penalized.Textbook.LossAndGradient(model.Parameters, inputs, targets, default, textbook, default), loss, 1e-5f);
        Assert.All(gradient.Zip(textbook), pair => Assert.Equal(pair.Second, pair.First, 2e-6f));
    }

    [Fact]
    public void Batches_that_are_added_up_are_penalized_once()
    {
        var (model, inputs, targets) = Make();
        Workspace workspace = Penalized.CreateWorkspace(Batch);
        float[] whole = new float[Penalized.ParameterCount], parts = new float[Penalized.ParameterCount];
        float loss = model.LossAndGradient(inputs, targets, whole, workspace);
        float sum = model.LossAndGradient(inputs.AsSpan(0, 80), targets.AsSpan(0, 48), parts, workspace, new TrainingContext<float> { Divisor = Batch })
            + model.LossAndGradient(inputs.AsSpan(80), targets.AsSpan(48), parts, workspace, new TrainingContext<float> { Divisor = Batch, Accumulate = true });
        Assert.Equal(loss, sum, 1e-5f);
        Assert.All(whole.Zip(parts), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Any_number_of_pieces_gives_the_same_bits(int pieces)
    {
        var (model, inputs, targets) = Make();
        Workspace workspace = Penalized.CreateWorkspace(Batch);
        float[] whole = new float[Penalized.ParameterCount], shared = new float[Penalized.ParameterCount];
        float loss = model.LossAndGradient(inputs, targets, whole, workspace);
        Assert.Equal(loss, InPieces(model, inputs, targets, shared, workspace, pieces));
        Assert.True(whole.AsSpan().SequenceEqual(shared));
    }

    [Fact]
    public void A_penalty_behind_the_loss_is_on_the_weights_of_all_layers()
    {
        var model = new PenalizedImage(seed: 3);
        double[] inputs = [.. Enumerable.Range(0, 2 * PenalizedImage.InputSize).Select(i => Math.Sin(i))], targets = [1, 2, 3, 4];
        double expected = PenalizedImage.Description.Slots.Where(slot => slot.Role == ParameterRole.Weight)
            .Sum(slot => model.Parameters.Slice(slot.Offset, slot.Length).ToArray().Sum(w => 0.5 * w * w));
        double[] zeros = new double[PenalizedImage.ParameterCount], outputs = new double[4];
        model.Forward(inputs, outputs);
        double data = outputs.Zip(targets).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second)) / 4;
        Assert.Equal(data + expected, model.Loss(inputs, targets, PenalizedImage.CreateWorkspace(2)), 1e-12);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var (model, inputs, targets) = Make();
        Workspace workspace = Penalized.CreateWorkspace(Batch);
        var gradient = new float[Penalized.ParameterCount];
        Assert.Equal(0, Allocation.Of(() => model.LossAndGradient(inputs, targets, gradient, workspace)));
    }

    private static (Penalized Model, float[] Inputs, float[] Targets) Make()
    {
        var model = new Penalized(seed: 7);
        for (int i = 0; i < model.Parameters.Length; i++)
            model.Parameters[i] += i % 3 == 0 ? 0.125f : -0.0625f;
        return (model, [.. Enumerable.Range(0, Batch * Penalized.InputSize).Select(i => MathF.Sin(i))], [.. Enumerable.Range(0, Batch * 3).Select(i => MathF.Cos(i))]);
    }

    private static float InPieces<TNetwork>(TNetwork model, float[] inputs, float[] targets, float[] gradient, Workspace workspace, int pieces)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        model.BeginStep(inputs, targets, gradient, workspace, default);
        for (int phase = 0; phase < TNetwork.TrainingPhases; phase++)
        {
            for (int piece = pieces - 1; piece >= 0; piece--)
                model.RunPhase(phase, piece, pieces, inputs, targets, gradient, workspace, default);
        }

        return model.EndStep(workspace, default);
    }
}
