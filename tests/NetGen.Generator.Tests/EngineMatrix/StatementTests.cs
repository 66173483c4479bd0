extern alias generator;

using NetGen.Generator.Tests.Reference;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>
/// What every random network means against what PyTorch computed for it: its statements and their derivatives in double, all networks in
/// seconds. That schedules keep the order of statements is proved while a network is generated; that kernels compute them, by compiled networks.
/// </summary>
public sealed class StatementTests
{
    private const double Tolerance = 1e-10;

    public static TheoryData<NetworkFamily> Families => [.. Enum.GetValues<NetworkFamily>()];

    [Theory]
    [MemberData(nameof(Families))]
    public void Statements_and_their_derivatives_agree_with_PyTorch(NetworkFamily family)
    {
        List<string> failures = [];
        int count = 0;
        foreach ((ReferenceNetwork reference, Func<StatementProgram> create) in StatementProgram.Of(NetworkMatrix.All(family)))
        {
            List<string> found = [];
            try
            {
                Compare(create(), new ReferenceComparison(reference, 1e-12, found));
            }
            catch (Exception exception)
            {
                found.Add($"    threw {exception}");
            }

            count++;
            if (found.Count > 0)
                failures.Add(string.Join(Environment.NewLine, found.Prepend($"{reference.Name}, batch {reference.Batch}").Append(reference.Attributes)));
        }

        Assert.True(count > 0);
        Assert.True(failures.Count == 0, $"{failures.Count} of {count} networks fail:{Environment.NewLine}{string.Join(Environment.NewLine, failures.Take(15))}");
    }

    private static void Compare(StatementProgram program, ReferenceComparison network)
    {
        ReferenceNetwork reference = network.Reference;
        if (reference.Statistics is null)
        {
            network.CloseToSummary("outputs", Tolerance, program.Forward(), reference.Outputs);
            network.Close("loss in inference", Tolerance, program.Loss(), reference.UnweightedLoss ?? reference.Loss);
        }

        TrainingResult passes = program.ForwardAndBackward();
        network.CloseToSummary("outputs in training", Tolerance, passes.Outputs, reference.Statistics?.TrainingOutputs ?? reference.Sequence?.TrainingOutputs ?? reference.Outputs);
        network.CloseToSummaries("gradients for those of the outputs", Tolerance, passes.Parameters, reference.Backward);
        network.CloseToSummary("gradients by inputs", Tolerance, passes.Inputs, reference.BackwardInputGradient);

        TrainingResult step = program.Step();
        network.Close("loss", Tolerance, step.Loss, reference.Loss);
        network.CloseToSummaries("gradients of the loss", Tolerance, step.Parameters, reference.LossGradients);
        network.CloseToSummary("gradients of the loss by inputs", Tolerance, step.Inputs, reference.LossInputGradient);
        if (reference.Sequence is { } sequence)
        {
            network.CloseToSummary("final states", Tolerance, step.FinalStates, sequence.FinalStates);
            network.CloseToSummary("gradients by initial states", Tolerance, passes.InitialStates, sequence.InitialStateGradient);
        }

        if (reference.Statistics is { } statistics)
        {
            foreach ((double[] got, double[] expected) in program.Buffers.Values.Zip(statistics.Buffers))
                network.CloseToSummary("buffers", Tolerance, got, expected[1..]);
            // Inference with the running statistics that the step left.
            network.CloseToSummary("outputs after a step", Tolerance, program.Forward(), reference.Outputs);
            network.Close("loss after a step", Tolerance, program.Loss(), reference.UnweightedLoss!.Value);
        }
    }
}
