namespace NetGen.Tests;

/// <summary>One input, one output: w x + b with w frozen, mean squared error, and two buffers that count the steps.</summary>
public sealed class Line() : TestNetwork<Line, double>(2, buffers: 2), INetwork<Line, double>
{
    public static int InputSize => 1;

    public static int OutputSize => 1;

    public static int TargetSize => 1;

    public static int ParameterCount => 2;

    public static int BufferSize => 2;

    public static NetworkDescription Description { get; } = WithBuffers(Describe(
        "Line", 1, 1, "MeanSquaredError", Slot("weights", 0, [1, 1], frozen: true), Slot("bias", 1, [1])));

    public static int TrainingPhases => 1;

    private static NetworkDescription WithBuffers(NetworkDescription description) =>
        description with { WorkspaceBytesFixed = sizeof(double), Layers = [description.Layers[0] with { Buffers = [new BufferSlot("Dense1", "steps", 0, [2])] }] };

    public static Line Create(ulong seed) => new();

    public static Workspace CreateWorkspace(int maxBatch) => Workspace.Create<double>(Description, maxBatch);

    public void Forward(ReadOnlySpan<double> inputs, Span<double> outputs, Workspace workspace)
    {
        for (int i = 0; i < inputs.Length; i++)
            outputs[i] = (Parameters[0] * inputs[i]) + Parameters[1];
    }

    public double Loss(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, Workspace workspace)
    {
        double sum = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            double error = (Parameters[0] * inputs[i]) + Parameters[1] - targets[i];
            sum += error * error;
        }

        return sum / inputs.Length;
    }

    public void BeginStep(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, Span<double> parameterGradients, Workspace workspace, in TrainingContext<double> context)
    {
    }

    public void RunPhase(int phase, int piece, int pieces, ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, Span<double> parameterGradients, Workspace workspace, in TrainingContext<double> context)
    {
        if (piece > 0)
            return;
        workspace.Memory<double>()[0] = Loss(inputs, targets, workspace);
        parameterGradients.Clear();
        for (int i = 0; i < inputs.Length; i++)
            parameterGradients[1] += 2 * ((Parameters[0] * inputs[i]) + Parameters[1] - targets[i]) / inputs.Length;
    }

    public double EndStep(Workspace workspace, in TrainingContext<double> context)
    {
        Buffers[0]++;
        return workspace.Memory<double>()[0];
    }
}
