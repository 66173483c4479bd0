using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace NetGen;

/// <content>
/// One caller at a time: every call takes the workspace and gives it back, which costs one interlocked operation. The pieces of a
/// training step are the exception: any number of them may run at once between <c>BeginStep</c> and <c>EndStep</c>.
/// </content>
public sealed partial class Workspace
{
    private const int Busy = -1;
    private const int Free = 0;
    private const int InStep = 1;

    // Busy, free, or in a step of which as many pieces run as it is above InStep.
    private int _state;

    /// <summary>Takes the workspace for one call. A training step under way ends there.</summary>
    /// <exception cref="InvalidOperationException">Another call is using it.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public WorkspaceUse Use()
    {
        int state = _state;
        if (state is not (Free or InStep) || Interlocked.CompareExchange(ref _state, Busy, state) != state)
            ThrowInUse();
        StepSamples = 0;
        return new WorkspaceUse(this, isPiece: false);
    }

    /// <summary>Makes the call that took the workspace the beginning of a training step.</summary>
    /// <param name="samples">The samples of its batch.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 1, or more than <see cref="MaxBatch"/>.</exception>
    /// <exception cref="InvalidOperationException">No call has taken the workspace.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void OpenStep(int samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples, MaxBatch);
        if (_state != Busy)
            throw new InvalidOperationException("A training step begins within a call that has taken the workspace.");
        StepSamples = samples;
    }

    /// <summary>Takes part in the training step under way, beside other pieces of it.</summary>
    /// <exception cref="InvalidOperationException">No training step is under way, or another call is using the workspace.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public WorkspaceUse UsePiece()
    {
        int state = _state;
        while (true)
        {
            if (state < InStep)
                ThrowNoStep(state, "RunPhase");
            int seen = Interlocked.CompareExchange(ref _state, state + 1, state);
            if (seen == state)
                return new WorkspaceUse(this, isPiece: true);
            state = seen;
        }
    }

    /// <summary>Takes the workspace for the end of the training step under way.</summary>
    /// <param name="samples">The samples of its batch.</param>
    /// <exception cref="InvalidOperationException">No training step is under way, or pieces of it still run.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public WorkspaceUse UseEnd(out int samples)
    {
        int state = Interlocked.CompareExchange(ref _state, Busy, InStep);
        if (state != InStep)
            ThrowNoStep(state, "EndStep");
        samples = StepSamples;
        StepSamples = 0;
        return new WorkspaceUse(this, isPiece: false);
    }

    internal void GiveBack(bool isPiece)
    {
        if (isPiece)
            Interlocked.Decrement(ref _state);
        else
            Volatile.Write(ref _state, StepSamples > 0 ? InStep : Free);
    }

    [DoesNotReturn]
    private static void ThrowInUse() =>
        throw new InvalidOperationException(
            "The workspace is in use by another call. It serves one call at a time: each thread brings its own.");

    [DoesNotReturn]
    private static void ThrowNoStep(int state, string member)
    {
        if (state == Free)
            throw new InvalidOperationException($"{member} needs a BeginStep on the same workspace before it, and no other call between.");
        ThrowInUse();
    }
}
