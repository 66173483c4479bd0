using System.ComponentModel;
using System.Numerics;

namespace NetGen;

/// <content>The states of recurrent layers around a pass in training mode.</content>
public sealed partial class Workspace
{
    /// <summary>
    /// The state of a sample behind the last step of its sequence, after <c>ForwardTraining</c> or <c>LossAndGradient</c>: what
    /// <see cref="TrainingContext{T}.InitialState"/> takes for the window that follows. Layer by layer, the forward direction first, in an
    /// LSTM h, then c. It is there until the workspace is used again.
    /// </summary>
    /// <exception cref="InvalidOperationException">The network has no recurrent layer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public Span<T> FinalState<T>(int sample)
        where T : unmanaged => Row<T>(sample, States.Final);

    /// <summary>
    /// The gradient with respect to <see cref="FinalState"/>, for the caller to write: the next <c>Backward</c> or <c>LossAndGradient</c>
    /// adds what follows from it, and clears it. Zero unless written.
    /// </summary>
    /// <inheritdoc cref="FinalState"/>
    public Span<T> FinalStateGradient<T>(int sample)
        where T : unmanaged => ((T[])_finalGradients!).AsSpan(CheckSample(sample) * States.Size, States.Size);

    /// <summary>The gradient with respect to the state before the first step, after <c>Backward</c> or <c>LossAndGradient</c>.</summary>
    /// <inheritdoc cref="FinalState"/>
    public Span<T> InitialStateGradient<T>(int sample)
        where T : unmanaged => Row<T>(sample, States.InitialGradient);

    private StateLayout States => _states is { Size: > 0 }
        ? _states : throw new InvalidOperationException($"{Network.Name} has no recurrent layer, so there is no state.");

    /// <summary>Takes the initial states and the lengths of the samples from a context that was checked. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void BeginSequences<T>(int batch, int steps, in TrainingContext<T> context)
        where T : unmanaged, INumberBase<T>
    {
        StateLayout states = _states ?? throw new InvalidOperationException($"{Network.Name} has no sequences.");
        Span<T> lengths = Memory<T>().Slice(states.Start + (states.Length * MaxBatch), batch);
        if (context.Lengths.IsEmpty)
            lengths.Fill(T.CreateTruncating(steps));
        for (int sample = 0; sample < batch; sample++)
        {
            if (!context.Lengths.IsEmpty)
                lengths[sample] = T.CreateTruncating(context.Lengths[sample]);
            if (states.Size == 0)
                continue;
            Span<T> initial = Row<T>(sample, states.Initial);
            if (context.InitialState.IsEmpty)
                initial.Clear();
            else
                context.InitialState.Slice(sample * states.Size, states.Size).CopyTo(initial);
        }
    }

    /// <summary>Takes the gradients of the final states that the caller gave, and leaves zeros. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void TakeFinalStateGradients<T>(int batch)
        where T : unmanaged
    {
        for (int sample = 0; sample < batch && _states!.Size > 0; sample++)
        {
            Span<T> given = FinalStateGradient<T>(sample);
            given.CopyTo(Row<T>(sample, States.FinalGradient));
            given.Clear();
        }
    }

    private Span<T> Row<T>(int sample, int offset)
        where T : unmanaged => Memory<T>().Slice(States.Start + (offset * MaxBatch) + (CheckSample(sample) * States.Stride), States.Size);

    private int CheckSample(int sample) => (uint)sample < (uint)MaxBatch
        ? sample
        : throw new ArgumentOutOfRangeException(nameof(sample), sample, $"Expected a sample from 0 to {MaxBatch - 1}.");
}
