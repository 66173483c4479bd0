using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>Networks with recurrent layers: what they promise beyond what all networks do, with lengths and initial states in training.</summary>
public sealed class RecurrentTests
{
    [Theory]
    [InlineData(NetworkFamily.Recurrent, Precision.Single, 1e-5)]
    [InlineData(NetworkFamily.Recurrent, Precision.Double, 1e-10)]
    [InlineData(NetworkFamily.Cells, Precision.Single, 1e-5)]
    [InlineData(NetworkFamily.Cells, Precision.Double, 1e-10)]
    public void Vector_code_agrees_with_PyTorch(NetworkFamily family, Precision precision, double tolerance) => NetworkMatrix.ForEach(family, precision, network =>
    {
        CompiledNetwork vector = network.Network;
        network.CloseToSummary("Forward", tolerance, vector.Forward(network.Inputs), network.Reference.Outputs);
        network.Close("Loss", tolerance, vector.Loss(network.Inputs, network.Targets), network.Reference.UnweightedLoss!.Value);

        LossGradient step = vector.LossAndGradient(network.Inputs, network.Targets, network.SampleWeights, ofInputs: true);
        network.CloseToSummary("LossAndGradient, inputs", tolerance, step.Inputs, network.Reference.LossInputGradient);
        network.Close("LossAndGradient, loss", tolerance, step.Loss, network.Reference.Loss);
        network.CloseToSummaries("LossAndGradient", tolerance, step.Parameters, network.Reference.LossGradients);
        network.CloseToSummary("LossAndGradient, final states", tolerance, FinalStates(network), network.Reference.Sequence!.FinalStates);

        network.CloseToSummary("ForwardTraining", tolerance, vector.ForwardTraining(network.Inputs), network.Reference.Sequence.TrainingOutputs);
        network.CloseToSummary("ForwardTraining, final states", tolerance, FinalStates(network), network.Reference.Sequence.FinalStates);
        Gradients gradients = BackwardWithStates(network);
        network.CloseToSummaries("Backward", tolerance, gradients.Parameters, network.Reference.Backward);
        network.CloseToSummary("Backward, inputs", tolerance, gradients.Inputs, network.Reference.BackwardInputGradient);
        network.CloseToSummary("Backward, initial states", tolerance, InitialStateGradients(network), network.Reference.Sequence.InitialStateGradient);
    });

    [Theory]
    [InlineData(NetworkFamily.Recurrent, Precision.Single, 1e-5)]
    [InlineData(NetworkFamily.Recurrent, Precision.Double, 1e-10)]
    [InlineData(NetworkFamily.Cells, Precision.Single, 1e-5)]
    [InlineData(NetworkFamily.Cells, Precision.Double, 1e-10)]
    public void Textbook_code_agrees_with_PyTorch(NetworkFamily family, Precision precision, double tolerance) => NetworkMatrix.ForEach(family, precision, network =>
    {
        CompiledNetwork textbook = network.Network;
        network.CloseToSummary("Forward", tolerance, textbook.TextbookForward(network.Inputs), network.Reference.Outputs);
        network.Close("Loss", tolerance, textbook.TextbookLoss(network.Inputs, network.Targets), network.Reference.UnweightedLoss!.Value);
        network.CloseToSummary("ForwardTraining", tolerance, textbook.TextbookForwardTraining(network.Inputs).Outputs, network.Reference.Sequence!.TrainingOutputs);

        LossGradient step = textbook.TextbookLossAndGradient(network.Inputs, network.Targets, network.SampleWeights);
        network.Close("LossAndGradient, loss", tolerance, step.Loss, network.Reference.Loss);
        network.CloseToSummaries("LossAndGradient", tolerance, step.Parameters, network.Reference.LossGradients);
        network.CloseToSummary("LossAndGradient, inputs", tolerance, step.Inputs, network.Reference.LossInputGradient);
    });

    [Theory]
    [InlineData(NetworkFamily.Recurrent)]
    [InlineData(NetworkFamily.Cells)]
    public void Gradients_agree_with_finite_differences(NetworkFamily family) => NetworkMatrix.ForEach(family, Precision.Double, network =>
    {
        CompiledNetwork model = network.Network;
        double[] inputs = [.. network.Inputs], parameters = model.Parameters, ends = FinalStateGradients(network);
        // States of zero, too, are the caller's here, so that they can be moved.
        double[] initial = model.InitialStates.Length > 0 ? model.InitialStates : new double[network.Reference.Batch * model.StateSize], start = [.. initial];
        model.InitialStates = initial;
        double[] gradient = model.LossAndGradient(inputs, network.Targets, network.SampleWeights).Parameters;
        model.ForwardTraining(inputs);
        Gradients backward = BackwardWithStates(network);
        double[] ofInitial = InitialStateGradients(network);

        double Loss() => model.LossAndGradient(inputs, network.Targets, network.SampleWeights).Loss;
        double Objective()
        {
            double ofOutputs = model.ForwardTraining(inputs).Zip(network.OutputGradients, (output, weight) => output * weight).Sum();
            return ofOutputs + FinalStates(network).Zip(ends, (state, weight) => state * weight).Sum();
        }

        DifferenceComparison comparison = new(network);
        int offset = 0;
        foreach ((double[] ofLoss, double[] ofOutputs) in network.Reference.Split(gradient).Zip(network.Reference.Split(backward.Parameters)))
        {
            int first = offset;
            void Move(int element, double step) => model.SetParameter(first + element, parameters[first + element] + step);
            comparison.Check($"loss by parameters from {first}", ofLoss, Loss, Move);
            comparison.Check($"outputs and states by parameters from {first}", ofOutputs, Objective, Move);
            offset += ofLoss.Length;
        }

        // An index cannot be moved.
        if (network.Reference.Sequence!.Vocabulary == 0)
            comparison.Check("inputs", backward.Inputs, Objective, (element, step) => inputs[element] = network.Inputs[element] + step);
        comparison.Check("initial states", ofInitial, Objective, (element, step) => initial[element] = start[element] + step);
        comparison.CheckRedrawn();
    });

    [Theory]
    [InlineData(NetworkFamily.Recurrent, Precision.Single)]
    [InlineData(NetworkFamily.Recurrent, Precision.Double)]
    [InlineData(NetworkFamily.Cells, Precision.Single)]
    [InlineData(NetworkFamily.Cells, Precision.Double)]
    public void Steps_one_at_a_time_give_the_bits_of_the_whole_sequence(NetworkFamily family, Precision precision) => NetworkMatrix.ForEach(family, precision, network =>
    {
        CompiledNetwork model = network.Network;
        // Not where a layer sees what is to come, or its place; nor where the input is a vector of indices.
        bool canStream = network.Reference.Attributes.StartsWith($"[Input({network.Reference.Sequence!.Steps}, ", StringComparison.Ordinal)
            && !new[] { "Bidirectional", "Attention", "PositionalEncoding", "Flatten" }.Any(word => network.Reference.Attributes.Contains(word, StringComparison.Ordinal));
        if (model.Streams != canStream)
            network.Fail($"Step is {(model.Streams ? "there" : "missing")}");
        if (!model.Streams)
            return;
        double[] input = network.Sample(network.Inputs, 0), whole = model.Forward(input);
        foreach (bool prepared in new[] { false, true })
        {
            network.Same($"Step, prepared: {prepared}", model.Stream(input, prepared)[^whole.Length..], whole);
            network.Same($"Steps, prepared: {prepared}", model.StreamTogether(input, [2, 1, 3], prepared)[^whole.Length..], whole);
        }
    });

    [Theory]
    [InlineData(NetworkFamily.Recurrent, Precision.Single)]
    [InlineData(NetworkFamily.Recurrent, Precision.Double)]
    [InlineData(NetworkFamily.Cells, Precision.Single)]
    [InlineData(NetworkFamily.Cells, Precision.Double)]
    public void Steps_behind_the_end_of_a_sequence_are_not_seen(NetworkFamily family, Precision precision) => NetworkMatrix.ForEach(family, precision, network =>
    {
        CompiledNetwork model = network.Network;
        if (model.Lengths.Length == 0)
            return;
        LossGradient plain = model.LossAndGradient(network.Inputs, network.Targets, network.SampleWeights);
        double[] states = FinalStates(network), other = [.. network.Inputs];
        int steps = network.Reference.Sequence!.Steps, sample = model.InputSize, features = sample / steps;
        for (int k = 0; k < network.Reference.Batch; k++)
            other.AsSpan(((k * sample) + (model.Lengths[k] * features))..((k + 1) * sample)).Fill(1);
        LossGradient changed = model.LossAndGradient(other, network.Targets, network.SampleWeights);
        network.Same("loss", [changed.Loss], [plain.Loss]);
        network.Same("gradient", changed.Parameters, plain.Parameters);
        network.Same("final states", FinalStates(network), states);
    });

    private static double[] FinalStates(MatrixCase network) => [.. Enumerable.Range(0, network.Reference.Batch).SelectMany(network.Network.FinalState)];

    private static double[] InitialStateGradients(MatrixCase network) => [.. Enumerable.Range(0, network.Reference.Batch).SelectMany(network.Network.InitialStateGradient)];

    private static double[] FinalStateGradients(MatrixCase network) => network.Reference.Sequence!.MakeFinalStateGradients(network.Reference.Batch * network.Network.StateSize);

    private static Gradients BackwardWithStates(MatrixCase network)
    {
        double[] ends = FinalStateGradients(network);
        int size = network.Network.StateSize;
        for (int sample = 0; sample < network.Reference.Batch; sample++)
            network.Network.SetFinalStateGradient(sample, ends[(sample * size)..((sample + 1) * size)]);
        return network.Network.Backward(network.OutputGradients);
    }
}
