using System.ComponentModel;

namespace NetGen;

/// <summary>What every generated network offers, so that trainers, files and optimisers need not know which one it is.</summary>
/// <typeparam name="TSelf">The network's own class.</typeparam>
/// <typeparam name="T">Its number type, <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface INetwork<TSelf, T>
    where TSelf : class, INetwork<TSelf, T>
    where T : unmanaged
{
    /// <summary>The numbers in one input sample.</summary>
    static abstract int InputSize { get; }

    /// <summary>The numbers in one output sample.</summary>
    static abstract int OutputSize { get; }

    /// <summary>The numbers in one target sample; 0 for a network without a loss.</summary>
    static abstract int TargetSize { get; }

    /// <summary>The trained numbers of the network.</summary>
    static abstract int ParameterCount { get; }

    /// <summary>The numbers that training updates without a gradient, such as running statistics.</summary>
    static abstract int BufferSize { get; }

    /// <summary>Layers, shapes, parameter slots and costs.</summary>
    static abstract NetworkDescription Description { get; }

    /// <summary>A network initialised by each layer's initialiser.</summary>
    static abstract TSelf Create(ulong seed);

    /// <summary>Memory for training and inference on batches of at most <paramref name="maxBatch"/> samples.</summary>
    static abstract Workspace CreateWorkspace(int maxBatch);

    /// <summary>All trained numbers, in layer order.</summary>
    Span<T> Parameters { get; }

    /// <summary>All buffers, in layer order.</summary>
    Span<T> Buffers { get; }

    /// <summary>Inference on <c>inputs.Length / InputSize</c> samples.</summary>
    void Forward(ReadOnlySpan<T> inputs, Span<T> outputs);

    /// <summary>Inference with scratch memory of the caller's.</summary>
    void Forward(ReadOnlySpan<T> inputs, Span<T> outputs, Workspace workspace);

    /// <summary>An immutable snapshot with packed weights: the same answers to the bit, fastest.</summary>
    IPreparedNetwork<T> Prepare();

    /// <summary>The forward pass in training mode; keeps in <paramref name="workspace"/> what <see cref="Backward"/> needs.</summary>
    void ForwardTraining(ReadOnlySpan<T> inputs, Span<T> outputs, Workspace workspace, in TrainingContext<T> context = default);

    /// <summary>Gradients of the last <see cref="ForwardTraining"/>, summed over samples; an empty span skips that result.</summary>
    void Backward(Workspace workspace, ReadOnlySpan<T> outputGradients, Span<T> parameterGradients, Span<T> inputGradients = default);

    /// <summary>
    /// The loss of a batch in training mode, and its gradient; that with respect to the inputs, too, where there is room for it.
    /// </summary>
    /// <exception cref="NotSupportedException">The network declares no loss.</exception>
    T LossAndGradient(
        ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Span<T> parameterGradients, Workspace workspace, in TrainingContext<T> context =
        default, Span<T> inputGradients = default);

    /// <summary>The loss of a batch in inference mode.</summary>
    /// <exception cref="NotSupportedException">The network declares no loss.</exception>
    T Loss(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Workspace workspace);

    /// <summary>
    /// The number of phases of one training step. Within a phase the pieces are independent and may run on several threads;
    /// every phase waits for the one before. Any number of pieces gives the same bits.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static abstract int TrainingPhases { get; }

    /// <summary>
    /// Checks all arguments of a training step and readies the workspace. First of the three calls that make up
    /// <see cref="LossAndGradient"/>.
    /// </summary>
    /// <exception cref="ArgumentException">An argument does not fit.</exception>
    /// <exception cref="InvalidOperationException">Another call is using the workspace.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    void BeginStep(
        ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Span<T> parameterGradients, Workspace workspace, in TrainingContext<T> context);

    /// <summary>
    /// Runs piece <paramref name="piece"/> of <paramref name="pieces"/> of a phase, on the arguments given to <see cref="BeginStep"/>.
    /// </summary>
    /// <exception cref="ArgumentException">A span has another length than in <see cref="BeginStep"/>, or there is no such phase or
    /// piece.</exception>
    /// <exception cref="InvalidOperationException">No step is under way on the workspace.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    void RunPhase(int phase, int piece, int pieces,
        ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, Span<T> parameterGradients, Workspace workspace, in TrainingContext<T> context);

    /// <summary>Ends the step: updates the buffers and returns the loss.</summary>
    /// <exception cref="InvalidOperationException">No step is under way on the workspace.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    T EndStep(Workspace workspace, in TrainingContext<T> context);
}
