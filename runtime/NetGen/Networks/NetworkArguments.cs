using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>
/// The argument checks of generated members. Each throws before anything is written, and names what was expected and what was given.
/// </summary>
public static partial class NetworkArguments
{
    /// <summary>The number of samples in <paramref name="inputs"/>, after checking both spans of a forward pass.</summary>
    /// <exception cref="ArgumentException">A length does not fit, or the spans overlap.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Batch<T>(ReadOnlySpan<T> inputs, int inputSize, Span<T> outputs, int outputSize)
        where T : unmanaged
    {
        // The single sample is the case whose latency matters: one comparison each.
        int batch = inputs.Length == inputSize ? 1 : Batch(inputs.Length, inputSize);
        if (outputs.Length != (long)batch * outputSize)
            ThrowLength("outputs", batch, outputSize, outputs.Length);
        if (inputs.Overlaps(outputs))
            ThrowOverlap("inputs", "outputs");
        return batch;
    }

    /// <summary>The number of samples in a span of <paramref name="length"/> numbers.</summary>
    /// <exception cref="ArgumentException">The length is not a positive multiple of <paramref name="size"/>.</exception>
    public static int Batch(int length, int size, string name = "inputs")
    {
        (int batch, int rest) = Math.DivRem(length, size);
        if (rest != 0 || batch == 0)
            throw new ArgumentException($"Expected a positive multiple of {size} numbers ({size} for each sample), got {length}.", name);
        return batch;
    }

    /// <summary>Checks that a span holds <paramref name="size"/> numbers for each of <paramref name="batch"/> samples.</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    public static void Length(string name, int batch, int size, int given)
    {
        if (given != (long)batch * size)
            ThrowLength(name, batch, size, given);
    }

    /// <summary>Checks both spans of a step of a sequence.</summary>
    /// <exception cref="ArgumentException">A length does not fit, or the spans overlap.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Step<T>(ReadOnlySpan<T> input, int inputSize, Span<T> output, int outputSize, ReadOnlySpan<T> state)
        where T : unmanaged
    {
        if (input.Length != inputSize)
            ThrowLength(nameof(input), 1, inputSize, input.Length);
        if (output.Length != outputSize)
            ThrowLength(nameof(output), 1, outputSize, output.Length);
        if (input.Overlaps(output))
            ThrowOverlap(nameof(input), nameof(output));
        Separate(nameof(state), state, nameof(input), input);
        Separate(nameof(state), state, nameof(output), output);
    }

    /// <summary>Checks the spans of several steps of a sequence; there may be none.</summary>
    /// <returns>The number of steps.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or the spans overlap.</exception>
    public static int Steps<T>(ReadOnlySpan<T> inputs, int inputSize, Span<T> outputs, int outputSize, ReadOnlySpan<T> state)
        where T : unmanaged
    {
        int steps = inputs.IsEmpty ? 0 : Batch(inputs.Length, inputSize);
        if (outputs.Length != (long)steps * outputSize)
            throw new ArgumentException(
                $"Expected {(long)steps * outputSize} numbers ({steps} steps of {outputSize}), got {outputs.Length}.", nameof(outputs));
        Separate(nameof(inputs), inputs, nameof(outputs), outputs);
        Separate(nameof(state), state, nameof(inputs), inputs);
        Separate(nameof(state), state, nameof(outputs), outputs);
        return steps;
    }

    /// <summary>Checks which piece of a phase of a training step is to run.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such phase, or no such piece.</exception>
    public static void Phase(int phase, int phases, int piece, int pieces)
    {
        if ((uint)phase >= (uint)phases)
            throw new ArgumentOutOfRangeException(nameof(phase), phase, $"Expected a phase from 0 to {phases - 1}.");
        ArgumentOutOfRangeException.ThrowIfLessThan(pieces, 1);
        if ((uint)piece >= (uint)pieces)
            throw new ArgumentOutOfRangeException(nameof(piece), piece, $"Expected a piece from 0 to {pieces - 1}.");
    }

    /// <summary>Checks masks that are given for dropout.</summary>
    /// <param name="batch">The samples.</param>
    /// <param name="elements">The elements of all masks of a sample.</param>
    /// <param name="context">What holds them, if any are given.</param>
    /// <exception cref="ArgumentException">There is not one number for each element.</exception>
    public static void Masks<T>(int batch, int elements, in TrainingContext<T> context)
        where T : unmanaged
    {
        if (!context.Masks.IsEmpty)
            Length(nameof(context.Masks), batch, elements, context.Masks.Length);
    }

    /// <summary>Checks that two spans share no memory.</summary>
    /// <exception cref="ArgumentException">They do.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Separate<T>(string first, ReadOnlySpan<T> a, string second, ReadOnlySpan<T> b)
        where T : unmanaged
    {
        if (a.Overlaps(b))
            ThrowOverlap(first, second);
    }

    /// <summary>Checks that a workspace belongs to the network and has room for the batch.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="workspace"/> is null.</exception>
    /// <exception cref="ArgumentException">It was made for another network, or for smaller batches.</exception>
    public static void Workspace([NotNull] Workspace? workspace, NetworkDescription network, int batch)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (!ReferenceEquals(workspace.Network, network))
            throw new ArgumentException($"Expected a workspace of {network.Name}, got one of {workspace.Network.Name}.", nameof(workspace));
        if (batch > workspace.MaxBatch)
            throw new ArgumentException(
                $"Expected a batch of at most {workspace.MaxBatch} samples, the maximum of this workspace, got {batch}.",
                nameof(workspace));
    }

    /// <summary>Checks that a batch is large enough for a layer that takes statistics of it.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static void LeastBatch(string layer, int least, int batch)
    {
        if (batch < least)
            throw new ArgumentException($"Expected a batch of at least {least} samples, because {layer} takes a variance in training and "
                + $"needs more than one value for each channel, got {batch}.", "inputs");
    }

    /// <summary>Checks that a forward pass in training mode has filled the workspace.</summary>
    /// <returns>The samples it kept.</returns>
    /// <exception cref="InvalidOperationException">There was none.</exception>
    public static int Kept(Workspace workspace)
    {
        if (workspace.KeptSamples == 0)
            throw new InvalidOperationException("Backward needs a ForwardTraining on the same workspace before it.");
        return workspace.KeptSamples;
    }

    /// <summary>Checks that parameters of the caller's fit the network.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static Memory<T> Parameters<T>(Memory<T> parameters, int expected)
        where T : unmanaged
    {
        if (parameters.Length != expected)
            throw new ArgumentException($"Expected {expected} parameters, got {parameters.Length}.", nameof(parameters));
        return parameters;
    }

    /// <summary>Checks class indices written as numbers.</summary>
    /// <param name="targets">One class index a sample.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="ignored">A class index that is allowed although it names no class; null for none.</param>
    /// <exception cref="ArgumentException">A target is no whole number from 0 to <paramref name="classes"/> - 1 and not
    /// <paramref name="ignored"/>.</exception>
    public static void Classes<T>(ReadOnlySpan<T> targets, int classes, int? ignored = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int sample = 0; sample < targets.Length; sample++)
            Class(targets[sample], classes, ignored, sample);
    }

    /// <summary>Checks class indices that lie among other targets.</summary>
    /// <param name="targets">The targets, <paramref name="size"/> numbers a sample.</param>
    /// <param name="offset">Which of them is the first class index.</param>
    /// <param name="count">The class indices of a sample, one behind the other.</param>
    /// <param name="size">The numbers of a target sample.</param>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="ArgumentException">A class index is no whole number from 0 to <paramref name="classes"/> - 1.</exception>
    public static void Classes<T>(ReadOnlySpan<T> targets, int offset, int count, int size, int classes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int sample = 0; sample < targets.Length / size; sample++)
        {
            foreach (T target in targets.Slice((sample * size) + offset, count))
                Class(target, classes, ignored: null, sample);
        }
    }

    private static void Class<T>(T given, int classes, int? ignored, int sample)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double target = double.CreateTruncating(given);
        if (!((target >= 0 && target < classes && target == Math.Floor(target)) || target == ignored))
            throw new ArgumentException(
                FormattableString.Invariant($"Expected a class index from 0 to {classes - 1}, got {target} for sample {sample}."),
                "targets");
    }

    /// <summary>Checks the weights of steps, which lie after the targets of each sample.</summary>
    /// <param name="targets">The targets, <paramref name="size"/> numbers a sample.</param>
    /// <param name="steps">The weights of a sample.</param>
    /// <param name="size">The numbers of a target sample.</param>
    /// <exception cref="ArgumentException">A weight is negative or not finite.</exception>
    public static void StepWeights<T>(ReadOnlySpan<T> targets, int steps, int size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int sample = 0; sample < targets.Length / size; sample++)
        {
            ReadOnlySpan<T> weights = targets.Slice(((sample + 1) * size) - steps, steps);
            for (int step = 0; step < steps; step++)
            {
                if (!T.IsFinite(weights[step]) || weights[step] < T.Zero)
                    throw new ArgumentException(
                        FormattableString.Invariant($"Expected weights of steps that are finite and not negative, got {weights[step]} ")
                        + FormattableString.Invariant($"for step {step} of sample {sample}."),
                        nameof(targets));
            }
        }
    }

    /// <summary>
    /// Checks class indices of steps, after which the weights of the steps lie. What stands in a step of weight 0 need not be a class.
    /// </summary>
    /// <param name="targets">The targets, <paramref name="size"/> numbers a sample.</param>
    /// <param name="steps">The class indices of a sample, and its weights.</param>
    /// <param name="size">The numbers of a target sample.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="ignored">A class index that is allowed although it names no class; null for none.</param>
    /// <exception cref="ArgumentException">A class index of a step that counts is no whole number from 0 to
    /// <paramref name="classes"/> - 1 and not <paramref name="ignored"/>.</exception>
    public static void StepClasses<T>(ReadOnlySpan<T> targets, int steps, int size, int classes, int? ignored = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int sample = 0; sample < targets.Length / size; sample++)
        {
            ReadOnlySpan<T> target = targets.Slice(sample * size, size);
            for (int step = 0; step < steps; step++)
            {
                if (!T.IsZero(target[size - steps + step]))
                    Class(target[step], classes, ignored, sample);
            }
        }
    }

    /// <summary>Checks inputs that are indices of a table.</summary>
    /// <exception cref="ArgumentException">One is no whole number from 0 to <paramref name="count"/> - 1.</exception>
    public static void Indices<T>(ReadOnlySpan<T> inputs, int count, string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < inputs.Length; i++)
            Index(double.CreateTruncating(inputs[i]), i, count, name);
    }

    /// <summary>Checks inputs of which a part of each sample are indices of a table.</summary>
    /// <param name="inputs">The samples.</param>
    /// <param name="count">How many rows the table has.</param>
    /// <param name="name">What a message calls the inputs.</param>
    /// <param name="size">The numbers of a sample.</param>
    /// <param name="start">The first index in a sample.</param>
    /// <param name="length">How many indices follow.</param>
    /// <exception cref="ArgumentException">One is no whole number from 0 to <paramref name="count"/> - 1.</exception>
    public static void Indices<T>(ReadOnlySpan<T> inputs, int count, string name, int size, int start, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int sample = 0; sample < inputs.Length; sample += size)
        {
            for (int i = sample + start; i < sample + start + length; i++)
                Index(double.CreateTruncating(inputs[i]), i, count, name);
        }
    }

    private static void Index(double index, int place, int count, string name)
    {
        if (!(index >= 0 && index < count && index == Math.Floor(index)))
            throw new ArgumentException(
                FormattableString.Invariant($"Expected an index from 0 to {count - 1}, got {index} at place {place}."), name);
    }

    /// <summary>Checks that there is a gradient for each parameter, elsewhere in memory.</summary>
    /// <exception cref="ArgumentException">There are more or fewer, or the spans overlap.</exception>
    public static void Gradients<T>(Span<T> parameters, ReadOnlySpan<T> gradients)
        where T : unmanaged
    {
        if (parameters.Length != gradients.Length)
            throw new ArgumentException(
                $"Expected {parameters.Length} gradients, one for each parameter, got {gradients.Length}.", nameof(gradients));
        Separate(nameof(parameters), parameters, nameof(gradients), gradients);
    }

    [DoesNotReturn]
    private static void ThrowLength(string name, int batch, int size, int given) =>
        throw new ArgumentException($"Expected {(long)batch * size} numbers ({batch} samples of {size}), got {given}.", name);

    [DoesNotReturn]
    private static void ThrowOverlap(string first, string second) =>
        throw new ArgumentException($"The spans '{first}' and '{second}' overlap; they must be separate.", second);
}
