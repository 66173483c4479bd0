namespace NetGen.Tests;

/// <summary>A generated network of dense layers that can be traced: by the formulas of its layers, one after the other.</summary>
public sealed class Traced<TNetwork>(TNetwork inner) : INetwork<Traced<TNetwork>, float>, ITracedNetwork<float>
    where TNetwork : class, INetwork<TNetwork, float>
{
    private long _before;

    public static int InputSize => TNetwork.InputSize;

    public static int OutputSize => TNetwork.OutputSize;

    public static int TargetSize => TNetwork.TargetSize;

    public static int ParameterCount => TNetwork.ParameterCount;

    public static int BufferSize => TNetwork.BufferSize;

    public static NetworkDescription Description => TNetwork.Description;

    public static int TrainingPhases => TNetwork.TrainingPhases;

    public Span<float> Parameters => inner.Parameters;

    public Span<float> Buffers => inner.Buffers;

    /// <summary>The bytes that the calling thread allocated between the last call of <see cref="EndStep"/> or <see cref="Trace"/> and each call of the latter.</summary>
    public List<long> AllocatedBeforeTraces { get; } = new(capacity: 1000);

    public static Traced<TNetwork> Create(ulong seed) => new(TNetwork.Create(seed));

    public static Workspace CreateWorkspace(int maxBatch) => TNetwork.CreateWorkspace(maxBatch);

    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs) => inner.Forward(inputs, outputs);

    public void Forward(ReadOnlySpan<float> inputs, Span<float> outputs, Workspace workspace) => inner.Forward(inputs, outputs, workspace);

    public IPreparedNetwork<float> Prepare() => inner.Prepare();

    public void ForwardTraining(ReadOnlySpan<float> inputs, Span<float> outputs, Workspace workspace, in TrainingContext<float> context = default) => inner.ForwardTraining(inputs, outputs, workspace, context);

    public void Backward(Workspace workspace, ReadOnlySpan<float> outputGradients, Span<float> parameterGradients, Span<float> inputGradients = default) => inner.Backward(workspace, outputGradients, parameterGradients, inputGradients);

    public float LossAndGradient(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> parameterGradients, Workspace workspace, in TrainingContext<float> context = default, Span<float> inputGradients = default) => inner.LossAndGradient(inputs, targets, parameterGradients, workspace, context, inputGradients);

    public float Loss(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Workspace workspace) => inner.Loss(inputs, targets, workspace);

    public void BeginStep(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> parameterGradients, Workspace workspace, in TrainingContext<float> context) => inner.BeginStep(inputs, targets, parameterGradients, workspace, context);

    public void RunPhase(int phase, int piece, int pieces, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> parameterGradients, Workspace workspace, in TrainingContext<float> context) => inner.RunPhase(phase, piece, pieces, inputs, targets, parameterGradients, workspace, context);

    public float EndStep(Workspace workspace, in TrainingContext<float> context)
    {
        float loss = inner.EndStep(workspace, context);
        _before = GC.GetAllocatedBytesForCurrentThread();
        return loss;
    }

    public void Trace(ReadOnlySpan<float> input, Span<float> activations)
    {
        AllocatedBeforeTraces.Add(GC.GetAllocatedBytesForCurrentThread() - _before);
        foreach (LayerDescription layer in Description.Layers)
        {
            Span<float> output = activations[..layer.OutputLength];
            if (layer.Kind == "Dense")
                Dense(layer, input, output);
            else
                Activation(layer.Kind, input, output);
            input = output;
            activations = activations[output.Length..];
        }

        _before = GC.GetAllocatedBytesForCurrentThread();
    }

    private void Dense(LayerDescription layer, ReadOnlySpan<float> input, Span<float> output)
    {
        ReadOnlySpan<float> weights = Parameters.Slice(layer.Slots[0].Offset, layer.Slots[0].Length), bias = Parameters.Slice(layer.Slots[1].Offset, layer.Slots[1].Length);
        for (int o = 0; o < output.Length; o++)
        {
            output[o] = bias[o];
            for (int i = 0; i < input.Length; i++)
                output[o] += input[i] * weights[(i * output.Length) + o];
        }
    }

    private static void Activation(string kind, ReadOnlySpan<float> input, Span<float> output)
    {
        float sum = 0;
        for (int i = 0; i < input.Length; i++)
        {
            double x = input[i];
            output[i] = kind switch
            {
                "Relu" => (float)Math.Max(x, 0),
                "LeakyRelu" => (float)(x > 0 ? x : 0.01 * x),
                "Tanh" => (float)VectorMath.Tanh(x),
                "Sigmoid" => (float)VectorMath.Sigmoid(x),
                "Softsign" => (float)(x / (1 + Math.Abs(x))),
                "HardSigmoid" => (float)Math.Clamp((x / 6) + 0.5, 0, 1),
                "HardTanh" => (float)Math.Clamp(x, -1, 1),
                "Softmax" => (float)VectorMath.Exp(x),
                "Flatten" or "Linear" => (float)x,
                _ => throw new NotSupportedException(kind),
            };
            sum += output[i];
        }

        if (kind == "Softmax")
        {
            for (int i = 0; i < output.Length; i++)
                output[i] /= sum;
        }
    }
}
