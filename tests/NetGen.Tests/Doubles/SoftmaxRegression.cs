using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Tests;

/// <summary>
/// Four inputs, three classes: Dense, softmax, sparse cross-entropy. Its step has two phases, as a generated one has: the
/// samples are independent in the first, the parameters in the second.
/// </summary>
public sealed class SoftmaxRegression<T>() : TestNetwork<SoftmaxRegression<T>, T>(15), INetwork<SoftmaxRegression<T>, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public const int Inputs = 4;
    public const int Classes = 3;

    /// <summary>Makes the second phase fail in the last piece of this step.</summary>
    public long FailInStep { get; set; } = -1;

    /// <summary>The bytes that threads allocated outside the phases, from step 50 on.</summary>
    public long AllocatedOutsidePhases => Interlocked.Read(ref _allocated);

    private long _allocated;

    [ThreadStatic]
    private static long t_allocatedBefore;

    public static int InputSize => Inputs;

    public static int OutputSize => Classes;

    public static int TargetSize => 1;

    public static int ParameterCount => 15;

    public static int BufferSize => 0;

    public static NetworkDescription Description { get; } = Describe(
        "SoftmaxRegression", Inputs, Classes, "SparseCategoricalCrossEntropy", Slot("weights", 0, [Inputs, Classes]), Slot("bias", 12, [Classes], initializer: Initializer.Zeros)) with { WorkspaceBytesPerSample = (Classes + 1) * Unsafe.SizeOf<T>() };

    public static int TrainingPhases => 2;

    public static SoftmaxRegression<T> Create(ulong seed)
    {
        var network = new SoftmaxRegression<T>();
        ParameterInitializer.Fill(Description, network.Parameters, seed);
        return network;
    }

    public static Workspace CreateWorkspace(int maxBatch) => Workspace.Create<T>(Description, maxBatch);

    public void Forward(ReadOnlySpan<T> inputs, Span<T> outputs, Workspace workspace)
    {
        for (int sample = 0; sample < inputs.Length / Inputs; sample++)
        {
            Span<T> output = outputs.Slice(sample * Classes, Classes);
            T sum = T.Zero;
            for (int k = 0; k < Classes; k++)
            {
                T z = Parameters[12 + k];
                for (int i = 0; i < Inputs; i++)
                    z += inputs[(sample * Inputs) + i] * Parameters[(i * Classes) + k];
                output[k] = T.Exp(z);
                sum += output[k];
            }

            for (int k = 0; k < Classes; k++)
                output[k] /= sum;
        }
    }

    public T Loss(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Workspace workspace)
    {
        NetworkArguments.Classes(targets, Classes, int.MinValue);
        Span<T> outputs = workspace.Memory<T>()[..(targets.Length * Classes)];
        Forward(inputs, outputs, workspace);
        T sum = T.Zero;
        for (int sample = 0; sample < targets.Length; sample++)
            sum -= T.Log(outputs[(sample * Classes) + int.CreateChecked(targets[sample])]);
        return sum / T.CreateChecked(targets.Length);
    }

    public void BeginStep(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Span<T> parameterGradients, Workspace workspace, in TrainingContext<T> context)
    {
        NetworkArguments.Length(nameof(inputs), targets.Length, Inputs, inputs.Length);
        NetworkArguments.Workspace(workspace, Description, targets.Length);
        NetworkArguments.Classes(targets, Classes, int.MinValue);
        workspace.Keep(targets.Length);
    }

    public void RunPhase(int phase, int piece, int pieces, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Span<T> parameterGradients, Workspace workspace, in TrainingContext<T> context)
    {
        if (context.Step >= 50)
            Interlocked.Add(ref _allocated, GC.GetAllocatedBytesForCurrentThread() - t_allocatedBefore);
        int batch = targets.Length;
        Span<T> deltas = workspace.Memory<T>()[..(batch * Classes)];
        Span<T> losses = workspace.Memory<T>().Slice(batch * Classes, batch);
        if (phase == 0)
        {
            for (int sample = batch * piece / pieces; sample < batch * (piece + 1) / pieces; sample++)
            {
                Span<T> delta = deltas.Slice(sample * Classes, Classes);
                Forward(inputs.Slice(sample * Inputs, Inputs), delta, workspace);
                int actual = int.CreateChecked(targets[sample]);
                losses[sample] = -T.Log(delta[actual]);
                delta[actual] -= T.One;
            }
        }
        else
        {
            if (context.Step == FailInStep && piece == pieces - 1)
                throw new InvalidOperationException($"Failed in step {FailInStep}.");
            for (int p = 15 * piece / pieces; p < 15 * (piece + 1) / pieces; p++)
            {
                T sum = T.Zero;
                for (int sample = 0; sample < batch; sample++)
                    sum += (p < 12 ? inputs[(sample * Inputs) + (p / Classes)] : T.One) * deltas[(sample * Classes) + (p % Classes)];
                parameterGradients[p] = sum / T.CreateChecked(batch);
            }
        }

        t_allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
    }

    public T EndStep(Workspace workspace, in TrainingContext<T> context)
    {
        int batch = workspace.KeptSamples;
        T sum = T.Zero;
        foreach (T loss in workspace.Memory<T>().Slice(batch * Classes, batch))
            sum += loss;
        return sum / T.CreateChecked(batch);
    }
}
