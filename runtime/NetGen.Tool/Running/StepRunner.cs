using System.Reflection;

namespace NetGen.Tool.Running;

/// <summary>Calls the generated <c>Step</c> of a class known at run time only.</summary>
internal static class StepRunner
{
    private delegate void StepMethod<TState>(ReadOnlySpan<float> input, Span<float> output, ref TState state)
        where TState : struct;

    /// <summary>The outputs of all steps.</summary>
    /// <param name="network">The network, which may have a state of its own to start from.</param>
    /// <param name="prepared">The same, prepared.</param>
    /// <param name="steps">The steps, one behind the other.</param>
    public static float[] Run<TState>(object network, object prepared, float[] steps)
        where TState : struct
    {
        Type type = network.GetType();
        int inputSize = (int)type.GetField("StepInputSize")!.GetRawConstantValue()!,
            outputSize = (int)type.GetField("StepOutputSize")!.GetRawConstantValue()!;
        StepMethod<TState> step =
            prepared.GetType().GetMethod("Step", BindingFlags.Public | BindingFlags.Instance)!.CreateDelegate<StepMethod<TState>>(prepared);
        TState state = type.GetMethod("SilentState") is { } silent ? (TState)silent.Invoke(network, null)! : default;
        if (steps.Length % inputSize != 0)
            throw new InvalidDataException($"Expected steps of {inputSize} numbers, got {steps.Length} numbers.");
        float[] outputs = new float[steps.Length / inputSize * outputSize];
        for (int i = 0; i < steps.Length / inputSize; i++)
            step(steps.AsSpan(i * inputSize, inputSize), outputs.AsSpan(i * outputSize, outputSize), ref state);
        return outputs;
    }
}
