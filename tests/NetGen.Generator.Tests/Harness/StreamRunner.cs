using System.Numerics;
using System.Reflection;

namespace NetGen.Generator.Tests.Harness;

/// <summary>Calls the generated <c>Step</c> and <c>Steps</c> of a class known at run time only.</summary>
internal static class StreamRunner
{
    private delegate void StepMethod<T, TState>(ReadOnlySpan<T> input, Span<T> output, ref TState state);

    /// <summary>The outputs of all steps. Halfway the state is set back to the start and the first half runs again, which must not be seen in the outputs.</summary>
    public static double[] Run<T, TState>(object target, double[] inputs)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TState : struct
    {
        Type network = target.GetType().DeclaringType ?? target.GetType();
        int inputSize = (int)network.GetField("StepInputSize")!.GetRawConstantValue()!, outputSize = (int)network.GetField("StepOutputSize")!.GetRawConstantValue()!;
        StepMethod<T, TState> step = target.GetType().GetMethod("Step", BindingFlags.Public | BindingFlags.Instance)!.CreateDelegate<StepMethod<T, TState>>(target);
        int steps = inputs.Length / inputSize, half = steps / 2;
        T[] numbers = Array.ConvertAll(inputs, T.CreateTruncating), outputs = new T[steps * outputSize], again = new T[outputSize];
        TState state = default, start = state;
        for (int i = 0; i < half; i++)
            step(numbers.AsSpan(i * inputSize, inputSize), again, ref state);
        state = start;
        for (int i = 0; i < steps; i++)
        {
            TState before = state;
            step(numbers.AsSpan(i * inputSize, inputSize), again, ref state);
            // A copy of the state is a point to return to.
            step(numbers.AsSpan(i * inputSize, inputSize), outputs.AsSpan(i * outputSize, outputSize), ref before);
            if (!again.AsSpan().SequenceEqual(outputs.AsSpan(i * outputSize, outputSize)))
                throw new InvalidOperationException($"Step {i} gave other bits from a copy of its state.");
        }

        return Array.ConvertAll(outputs, double.CreateTruncating);
    }

    /// <summary>The outputs of all steps, several at a time: as many as the counts say, in turn.</summary>
    public static double[] RunTogether<T, TState>(object target, double[] inputs, int[] counts)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TState : struct
    {
        Type network = target.GetType().DeclaringType ?? target.GetType();
        int inputSize = (int)network.GetField("StepInputSize")!.GetRawConstantValue()!, outputSize = (int)network.GetField("StepOutputSize")!.GetRawConstantValue()!;
        StepMethod<T, TState> some = target.GetType().GetMethod("Steps", BindingFlags.Public | BindingFlags.Instance)!.CreateDelegate<StepMethod<T, TState>>(target);
        int steps = inputs.Length / inputSize;
        T[] numbers = Array.ConvertAll(inputs, T.CreateTruncating), outputs = new T[steps * outputSize];
        TState state = default;
        for (int first = 0, turn = 0; first < steps; turn++)
        {
            int count = Math.Min(counts[turn % counts.Length], steps - first);
            some(numbers.AsSpan(first * inputSize, count * inputSize), outputs.AsSpan(first * outputSize, count * outputSize), ref state);
            first += count;
        }

        return Array.ConvertAll(outputs, double.CreateTruncating);
    }
}
