namespace NetGen.Tests;

/// <summary>How an <see cref="Echo{TForm}"/> looks.</summary>
public interface IEchoForm
{
    static abstract int Size { get; }

    static abstract string Loss { get; }
}

/// <summary>Three outputs and squared error.</summary>
public sealed class ThreeNumbers : IEchoForm
{
    public static int Size => 3;

    public static string Loss => "MeanSquaredError";
}

/// <summary>One probability.</summary>
public sealed class OneProbability : IEchoForm
{
    public static int Size => 1;

    public static string Loss => "BinaryCrossEntropy";
}

/// <summary>A network without parameters that answers its input; its loss is the mean of its outputs.</summary>
public sealed class Echo<TForm>() : TestNetwork<Echo<TForm>, float>(0), INetwork<Echo<TForm>, float>
    where TForm : IEchoForm
{
    public static int InputSize => TForm.Size;

    public static int OutputSize => TForm.Size;

    public static int TargetSize => TForm.Size;

    public static int ParameterCount => 0;

    public static int BufferSize => 0;

    public static NetworkDescription Description { get; } = Describe("Echo", TForm.Size, TForm.Size, TForm.Loss);

    public static int TrainingPhases => 1;

    public static Echo<TForm> Create(ulong seed) => new();

    public static Workspace CreateWorkspace(int maxBatch) => Workspace.Create<float>(Description, maxBatch);

    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs, Workspace workspace) => inputs.CopyTo(outputs);

    public float Loss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Workspace workspace)
    {
        float sum = 0;
        foreach (float input in inputs)
            sum += input;
        return sum / inputs.Length;
    }

    public void BeginStep(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> parameterGradients, Workspace workspace, in TrainingContext<float> context)
    {
    }

    public void RunPhase(int phase, int piece, int pieces, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> parameterGradients, Workspace workspace, in TrainingContext<float> context)
    {
    }

    public float EndStep(Workspace workspace, in TrainingContext<float> context) => 0;
}
