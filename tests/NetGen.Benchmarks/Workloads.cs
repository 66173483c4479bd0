namespace NetGen.Benchmarks;

/// <summary>Everything that is measured: inference on prepared networks, training on flat parameters.</summary>
internal static class Workloads
{
    private const int TrainingBatch = 64;
    private const int CheckedSteps = 6;
    private const double CheckedRate = 0.05;

    /// <summary>So small that the network stays what it was however often it is measured.</summary>
    private const double MeasuredRate = 1e-5;

    private delegate void Calls(long count, ReadOnlySpan<float> inputs, Span<float> outputs);

    public static IReadOnlyList<Workload> All { get; } =
    [
        Inference<W1>("W1", "W1", "W1_b1", network =>
        {
            W1.Prepared prepared = network.Prepare();
            return (count, inputs, outputs) =>
            {
                for (long call = 0; call < count; call++)
                    prepared.Forward(inputs, outputs);
            };
        }),
        Inference<W2>("W2", "W2", "W2_b1", network =>
        {
            W2.Prepared prepared = network.Prepare();
            return (count, inputs, outputs) =>
            {
                for (long call = 0; call < count; call++)
                    prepared.Forward(inputs, outputs);
            };
        }),
        Inference<W3>("W3", "W3", "W3_b1", network =>
        {
            W3.Prepared prepared = network.Prepare();
            return (count, inputs, outputs) =>
            {
                for (long call = 0; call < count; call++)
                    prepared.Forward(inputs, outputs);
            };
        }),
        Inference<W4>("W4_b1", "W4", "W4_b1", PreparedW4),
        Inference<W4>("W4_b64", "W4", "W4_b64", PreparedW4),
        new("W4_train64", TrainingError, StartTraining, () => FirstCall.Training<W4>(TrainingBatch)),
    ];

    /// <summary>The workloads whose names contain the environment variable <c>BENCH_FILTER</c>.</summary>
    public static List<Workload> Selected()
    {
        string filter = Environment.GetEnvironmentVariable("BENCH_FILTER") ?? "";
        return All.Where(workload => workload.Name.Contains(filter, StringComparison.Ordinal)).ToList();
    }

    private static Calls PreparedW4(W4 network)
    {
        W4.Prepared prepared = network.Prepare();
        return (count, inputs, outputs) =>
        {
            for (long call = 0; call < count; call++)
                prepared.Forward(inputs, outputs);
        };
    }

    private static Workload Inference<TNetwork>(string name, string weights, string data, Func<TNetwork, Calls> prepare)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        double Error()
        {
            ReadOnlyMemory<float> inputs = ReferenceData.Load($"{data}.x");
            ReadOnlyMemory<float> expected = ReferenceData.Load($"{data}.y");
            float[] outputs = new float[expected.Length];
            prepare(ReferenceData.LoadNetwork<TNetwork>($"{weights}.w"))(1, inputs.Span, outputs);
            return ReferenceData.RelativeError(outputs, expected.Span);
        }

        Action<long> Start()
        {
            Calls calls = prepare(ReferenceData.LoadNetwork<TNetwork>($"{weights}.w"));
            ReadOnlyMemory<float> inputs = ReferenceData.Load($"{data}.x");
            Memory<float> outputs = AlignedMemory.Allocate<float>(inputs.Length / TNetwork.InputSize * TNetwork.OutputSize);
            return count => calls(count, inputs.Span, outputs.Span);
        }

        return new(name, Error, Start, () => FirstCall.Inference<TNetwork>(ReferenceData.Load($"{data}.x").Length / TNetwork.InputSize));
    }

    private static double TrainingError()
    {
        Func<float> step = TrainingStep(CheckedRate);
        float[] losses = new float[CheckedSteps];
        for (int i = 0; i < losses.Length; i++)
            losses[i] = step();
        return ReferenceData.RelativeError(losses, ReferenceData.Load("W4_train.loss").Span);
    }

    private static Action<long> StartTraining()
    {
        Func<float> step = TrainingStep(MeasuredRate);
        return count =>
        {
            for (long call = 0; call < count; call++)
                step();
        };
    }

    /// <summary>Gradient and SGD step of one batch; gives the loss before the step.</summary>
    private static Func<float> TrainingStep(double learningRate)
    {
        W4 network = ReferenceData.LoadNetwork<W4>("W4.w");
        Workspace workspace = W4.CreateWorkspace(TrainingBatch);
        Memory<float> gradients = AlignedMemory.Allocate<float>(W4.ParameterCount);
        ReadOnlyMemory<float> inputs = ReferenceData.Load("W4_b64.x");
        float[] targets = Enumerable.Range(0, TrainingBatch).Select(sample => (float)(sample * 7 % W4.OutputSize)).ToArray();
        Sgd optimizer = new(learningRate);
        return () =>
        {
            float loss = network.LossAndGradient(inputs.Span, targets, gradients.Span, workspace);
            optimizer.Step<float>(network.Parameters, gradients.Span);
            return loss;
        };
    }
}
