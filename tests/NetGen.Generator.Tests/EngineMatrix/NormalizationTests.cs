using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>Networks that do in training what they do not do in inference.</summary>
public sealed class NormalizationTests
{
    /// <summary>
    /// The errors behind a batch normalisation add up to zero over the batch, so the gradient of what lies before it is the small
    /// difference of large sums. In these networks it is so small that two orders of adding in float differ by more than the bound of
    /// the others. Their float gradients are held against the textbook in double, within what textbook code in float loses of each
    /// tensor (see <see cref="Rounding"/>) where that is more than that bound.
    /// </summary>
    private static readonly HashSet<string> s_cancelling = ["Norm010", "Norm013", "Norm016", "Norm027", "Norm046"];

    /// <summary>No tensor of these networks may be worse conditioned than this; more would allow anything.</summary>
    private const double MostRounding = 2e-5;

    [Theory]
    [InlineData(NetworkFamily.Normalized, Precision.Single, 1e-5)]
    [InlineData(NetworkFamily.Normalized, Precision.Double, 1e-10)]
    [InlineData(NetworkFamily.JoinedNormalized, Precision.Single, 1e-5)]
    [InlineData(NetworkFamily.JoinedNormalized, Precision.Double, 1e-10)]
    public void Training_and_the_inference_after_it_agree_with_PyTorch(NetworkFamily family, Precision precision, double tolerance) => ForEach(family, precision, network =>
    {
        CompiledNetwork model = network.Network;
        double[] fresh = model.Buffers;
        LossGradient step = model.LossAndGradient(network.Inputs, network.Targets, network.SampleWeights, ofInputs: true);
        double[] buffers = model.Buffers;
        network.Close("LossAndGradient, loss", tolerance, step.Loss, network.Reference.Loss);
        network.CloseToSummaries("LossAndGradient", tolerance, step.Parameters, network.Reference.LossGradients);
        network.CloseToSummary("LossAndGradient, inputs", tolerance, step.Inputs, network.Reference.LossInputGradient);
        int offset = 0;
        foreach (double[] buffer in network.Reference.Statistics!.Buffers)
        {
            int length = (int)buffer[0];
            network.CloseToSummary($"buffers from {offset}", tolerance, buffers[offset..(offset + length)], buffer[1..]);
            offset += length;
        }

        Assert.Equal(offset, buffers.Length);
        network.CloseToSummary("Forward after a step", tolerance, model.Forward(network.Inputs), network.Reference.Outputs);
        network.Close("Loss after a step", tolerance, model.Loss(network.Inputs, network.Targets), network.Reference.UnweightedLoss!.Value);

        model.Buffers = fresh;
        network.CloseToSummary("ForwardTraining", tolerance, model.ForwardTraining(network.Inputs), network.Reference.Statistics.TrainingOutputs);
        network.Same("buffers after ForwardTraining", model.Buffers, buffers);
        Gradients gradients = model.Backward(network.OutputGradients);
        network.CloseToSummaries("Backward", tolerance, gradients.Parameters, network.Reference.Backward);
        network.CloseToSummary("Backward, inputs", tolerance, gradients.Inputs, network.Reference.BackwardInputGradient);
    });

    [Theory]
    [InlineData(NetworkFamily.Normalized, Precision.Single, 2e-6)]
    [InlineData(NetworkFamily.Normalized, Precision.Double, 1e-13)]
    [InlineData(NetworkFamily.JoinedNormalized, Precision.Double, 1e-13)]
    public void Vector_code_agrees_with_textbook_code(NetworkFamily family, Precision precision, double tolerance) => ForEach(family, precision, network =>
    {
        CompiledNetwork both = network.Network;
        double[] fresh = both.Buffers, outputs = both.ForwardTraining(network.Inputs);
        Gradients gradients = both.Backward(network.OutputGradients);
        double[] buffers = both.Buffers;
        both.KeepBuffers = true;
        both.Buffers = fresh;
        Normalized textbook = both.TextbookForwardTraining(network.Inputs);
        network.Close("ForwardTraining", tolerance, outputs, textbook.Outputs);
        network.Close("ForwardTraining, buffers", tolerance, buffers, textbook.Buffers);

        LossGradient step = both.LossAndGradient(network.Inputs, network.Targets, network.SampleWeights);
        network.Close("LossAndGradient, loss", tolerance, step.Loss, both.TextbookLossAndGradient(network.Inputs, network.Targets, network.SampleWeights).Loss);

        bool cancels = precision == Precision.Single && s_cancelling.Contains(network.Reference.Name);
        CompiledNetwork reference = cancels ? network.MakeExact() : both;
        Gradients textbookGradients = reference.TextbookBackward(network.Inputs, network.OutputGradients);
        double[] OfOutputs(CompiledNetwork model, double[] inputs) => model.TextbookBackward(inputs, network.OutputGradients).Parameters;
        double[] OfLoss(CompiledNetwork model, double[] inputs) => model.TextbookLossAndGradient(inputs, network.Targets, network.SampleWeights).Parameters;
        double[] lost = cancels ? Rounding(network, reference, OfOutputs) : [];
        network.CloseByTensor("Backward", tensor => cancels ? Math.Max(tolerance, lost[tensor]) : tolerance, gradients.Parameters, textbookGradients.Parameters);
        network.Close("Backward, inputs", tolerance, gradients.Inputs, textbookGradients.Inputs);
        lost = cancels ? Rounding(network, reference, OfLoss) : [];
        network.CloseByTensor("LossAndGradient", tensor => cancels ? Math.Max(tolerance, lost[tensor]) : tolerance, step.Parameters, OfLoss(reference, network.Inputs));

        // In inference, with running statistics that are not those of the start.
        both.Buffers = buffers;
        network.Close("Forward", tolerance, both.Forward(network.Inputs), both.TextbookForward(network.Inputs));
        network.Close("Loss", tolerance, both.Loss(network.Inputs, network.Targets), both.TextbookLoss(network.Inputs, network.Targets));
    });

    /// <summary>How far textbook code in float is off, of the largest element of each tensor of a gradient: the most at a few points next to that of the network.</summary>
    private static double[] Rounding(MatrixCase network, CompiledNetwork exact, Func<CompiledNetwork, double[], double[]> gradient)
    {
        const int points = 8;
        double[] parameters = network.Network.Parameters, worst = [];
        Random random = new(1);
        double[] Next(double[] values) => [.. values.Select(value => (double)(float)(value * (1 + ((random.NextDouble() - 0.5) * 1e-4))))];
        for (int point = 0; point < points; point++)
        {
            double[] inputs = Next(network.Inputs);
            network.Network.Parameters = exact.Parameters = Next(parameters);
            double[][] right = [.. network.Reference.Split(gradient(exact, inputs))], rounded = [.. network.Reference.Split(gradient(network.Network, inputs))];
            double[] off = [.. right.Zip(rounded, (a, b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max() / a.Max(Math.Abs))];
            worst = point == 0 ? off : [.. worst.Zip(off, Math.Max)];
        }

        network.Network.Parameters = exact.Parameters = parameters;
        Assert.All(worst, off => Assert.InRange(off, 0, MostRounding));
        return worst;
    }

    [Theory]
    [InlineData(NetworkFamily.Normalized)]
    [InlineData(NetworkFamily.JoinedNormalized)]
    public void Gradients_agree_with_finite_differences(NetworkFamily family) => ForEach(family, Precision.Double, network =>
    {
        CompiledNetwork model = network.Network;
        double[] inputs = [.. network.Inputs], parameters = model.Parameters;
        double[] gradient = model.LossAndGradient(inputs, network.Targets, network.SampleWeights).Parameters;
        model.ForwardTraining(inputs);
        Gradients backward = model.Backward(network.OutputGradients);

        double Loss() => model.LossAndGradient(inputs, network.Targets, network.SampleWeights).Loss;
        double Objective() => model.ForwardTraining(inputs).Zip(network.OutputGradients, (output, weight) => output * weight).Sum();
        DifferenceComparison comparison = new(network);
        int offset = 0;
        foreach ((double[] ofLoss, double[] ofOutputs) in network.Reference.Split(gradient).Zip(network.Reference.Split(backward.Parameters)))
        {
            int first = offset;
            void Move(int element, double step) => model.SetParameter(first + element, parameters[first + element] + step);
            comparison.Check($"loss by parameters from {first}", ofLoss, Loss, Move);
            comparison.Check($"outputs by parameters from {first}", ofOutputs, Objective, Move);
            offset += ofLoss.Length;
        }

        comparison.Check("inputs", backward.Inputs, Objective, (element, step) => inputs[element] = network.Inputs[element] + step);
        comparison.CheckRedrawn();
    });

    [Theory]
    [InlineData(NetworkFamily.Normalized, Precision.Single)]
    [InlineData(NetworkFamily.Normalized, Precision.Double)]
    [InlineData(NetworkFamily.JoinedNormalized, Precision.Single)]
    [InlineData(NetworkFamily.JoinedNormalized, Precision.Double)]
    public void Every_way_to_infer_gives_the_same_bits(NetworkFamily family, Precision precision) => ForEach(family, precision, network =>
    {
        CompiledNetwork model = network.Network;
        model.LossAndGradient(network.Inputs, network.Targets);
        double[] outputs = model.Forward(network.Inputs);
        network.Same("Forward with a workspace", model.ForwardWithWorkspace(network.Inputs), outputs);
        network.Same("Prepared", model.ForwardPrepared(network.Inputs), outputs);
        for (int sample = 0; sample < network.Reference.Batch; sample++)
        {
            double[] input = network.Sample(network.Inputs, sample), output = network.Sample(outputs, sample);
            network.Same($"Forward of sample {sample} alone", model.Forward(input), output);
            network.Same($"Prepared on sample {sample} alone", model.ForwardPrepared(input), output);
        }
    });

    [Theory]
    [InlineData(NetworkFamily.Normalized, Precision.Single)]
    [InlineData(NetworkFamily.Normalized, Precision.Double)]
    [InlineData(NetworkFamily.JoinedNormalized, Precision.Single)]
    [InlineData(NetworkFamily.JoinedNormalized, Precision.Double)]
    public void A_training_step_gives_the_same_bits_in_any_number_of_pieces(NetworkFamily family, Precision precision) => ForEach(family, precision, network =>
    {
        CompiledNetwork model = network.Network;
        foreach (double[] masks in new[] { model.Masks, [] })
        {
            model.Masks = masks;
            double[] fresh = model.Buffers;
            LossGradient whole = model.LossAndGradient(network.Inputs, network.Targets, network.SampleWeights);
            double[] buffers = model.Buffers;
            foreach (int pieces in new[] { 1, 2, 3, 7 })
            {
                model.Buffers = fresh;
                LossGradient parts = model.LossAndGradientInPieces(pieces, network.Inputs, network.Targets, network.SampleWeights);
                network.Same($"loss in {pieces} pieces", [parts.Loss], [whole.Loss]);
                network.Same($"gradient in {pieces} pieces", parts.Parameters, whole.Parameters);
                network.Same($"buffers in {pieces} pieces", model.Buffers, buffers);
            }
        }
    });

    [Fact]
    public void KeepBuffers_keeps_them() => ForEach(NetworkFamily.Normalized, Precision.Double, network =>
    {
        CompiledNetwork model = network.Network;
        double[] fresh = model.Buffers;
        model.KeepBuffers = true;
        model.LossAndGradient(network.Inputs, network.Targets);
        model.ForwardTraining(network.Inputs);
        network.Same("buffers", model.Buffers, fresh);
    });

    private static void ForEach(NetworkFamily family, Precision precision, Action<MatrixCase> check) => NetworkMatrix.ForEach(family, precision, network =>
    {
        network.Network.Masks = network.Reference.Statistics!.MakeMasks(network.Reference.Batch);
        check(network);
    });
}
