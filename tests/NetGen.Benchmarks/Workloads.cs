namespace NetGen.Benchmarks;

/// <summary>Everything that is measured: inference on prepared networks, training on flat parameters.</summary>
internal static class Workloads
{
    private const int TrainingBatch = 64;
    private const int CheckedSteps = 6;
    private const double CheckedRate = 0.05;

    /// <summary>So small that the network stays what it was however often it is measured.</summary>
    private const double MeasuredRate = 1e-5;

    /// <summary>A sequence has 64 steps. As a power of two it starts over by a mask, as in the reference's loop: a remainder would be measured with the step.</summary>
    private const int LastStep = 64 - 1;

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
        Training<W4>("W4_train64", "W4", "W4_b64", "W4_train"),
        Inference<W5>("W5_b1", "W5", "W5_b1", PreparedW5),
        Inference<W5>("W5_b64", "W5", "W5_b64", PreparedW5),
        Training<W5>("W5_train64", "W5", "W5_b64", "W5_train"),
        Inference<W5max>("W5max_b1", "W5", "W5max_b1", PreparedW5max),
        Inference<W5max>("W5max_b64", "W5", "W5max_b64", PreparedW5max),
        Training<W5max>("W5max_train64", "W5", "W5max_b64", "W5max_train"),
        Inference<W6>("W6_b1", "W6", "W6_b1", PreparedW6),
        Inference<W6>("W6_b64", "W6", "W6_b64", PreparedW6),
        Training<W6>("W6_train64", "W6", "W6_b64", "W6_train"),
        Steps("W7_LSTM", "W7L", file => ReferenceData.LoadNetwork<W7Lstm>(file), network =>
        {
            W7Lstm.Prepared prepared = network.Prepare();
            W7Lstm.State state = default;
            return (count, inputs, outputs) =>
            {
                for (long call = 0; call < count; call++)
                    prepared.Step(inputs.Slice((int)call & LastStep, 1), outputs.Slice((int)call & LastStep, 1), ref state);
            };
        }),
        Steps("W7_GRU", "W7G", ReferenceData.LoadGru<W7Gru>, network =>
        {
            W7Gru.Prepared prepared = network.Prepare();
            W7Gru.State state = default;
            return (count, inputs, outputs) =>
            {
                for (long call = 0; call < count; call++)
                    prepared.Step(inputs.Slice((int)call & LastStep, 1), outputs.Slice((int)call & LastStep, 1), ref state);
            };
        }),
        Inference<W8>("W8_b1", "W8", "W8_b1", network =>
        {
            W8.Prepared prepared = network.Prepare();
            return (count, inputs, outputs) =>
            {
                for (long call = 0; call < count; call++)
                    prepared.Forward(inputs, outputs);
            };
        }),
        .. JoinWorkloads.All,
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

    private static Calls PreparedW5(W5 network)
    {
        W5.Prepared prepared = network.Prepare();
        return (count, inputs, outputs) =>
        {
            for (long call = 0; call < count; call++)
                prepared.Forward(inputs, outputs);
        };
    }

    private static Calls PreparedW5max(W5max network)
    {
        W5max.Prepared prepared = network.Prepare();
        return (count, inputs, outputs) =>
        {
            for (long call = 0; call < count; call++)
                prepared.Forward(inputs, outputs);
        };
    }

    private static Calls PreparedW6(W6 network)
    {
        W6.Prepared prepared = network.Prepare();
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
            ReadOnlyMemory<float> inputs = ReferenceData.LoadImages(data + ".x", TNetwork.Description.InputShape);
            ReadOnlyMemory<float> expected = ReferenceData.LoadImages(data + ".y", TNetwork.Description.Layers[^1].OutputShape);
            float[] outputs = new float[expected.Length];
            prepare(ReferenceData.LoadNetwork<TNetwork>($"{weights}.w"))(1, inputs.Span, outputs);
            return ReferenceData.RelativeError(outputs, expected.Span);
        }

        Action<long> Start()
        {
            Calls calls = prepare(ReferenceData.LoadNetwork<TNetwork>($"{weights}.w"));
            ReadOnlyMemory<float> inputs = ReferenceData.LoadImages(data + ".x", TNetwork.Description.InputShape);
            Memory<float> outputs = AlignedMemory.Allocate<float>(inputs.Length / TNetwork.InputSize * TNetwork.OutputSize);
            return count => calls(count, inputs.Span, outputs.Span);
        }

        return new(name, Error, Start, () => FirstCall.Inference<TNetwork>(ReferenceData.Load($"{data}.x").Length / TNetwork.InputSize));
    }

    /// <summary>A sequence step by step: a call is a step.</summary>
    private static Workload Steps<TNetwork>(string name, string data, Func<string, TNetwork> load, Func<TNetwork, Calls> prepare)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        const string sequence = "W7.x";
        double Error()
        {
            ReadOnlyMemory<float> inputs = ReferenceData.Load(sequence), expected = ReferenceData.Load(data + ".y");
            float[] outputs = new float[expected.Length];
            prepare(load(data + ".w"))(inputs.Length, inputs.Span, outputs);
            return ReferenceData.RelativeError(outputs, expected.Span);
        }

        Action<long> Start()
        {
            Calls calls = prepare(load(data + ".w"));
            ReadOnlyMemory<float> inputs = ReferenceData.Load(sequence);
            Memory<float> outputs = AlignedMemory.Allocate<float>(inputs.Length);
            return count => calls(count, inputs.Span, outputs.Span);
        }

        return new(name, Error, Start, () => FirstCall.Inference<TNetwork>(1));
    }

    private static Workload Training<TNetwork>(string name, string weights, string data, string losses)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        double Error()
        {
            Func<float> step = TrainingStep<TNetwork>(weights, data, CheckedRate);
            float[] got = new float[CheckedSteps];
            for (int i = 0; i < got.Length; i++)
                got[i] = step();
            return ReferenceData.RelativeError(got, ReferenceData.Load(losses + ".loss").Span);
        }

        Action<long> Start()
        {
            Func<float> step = TrainingStep<TNetwork>(weights, data, MeasuredRate);
            return count =>
            {
                for (long call = 0; call < count; call++)
                    step();
            };
        }

        return new(name, Error, Start, () => FirstCall.Training<TNetwork>(TrainingBatch));
    }

    /// <summary>Gradient and SGD step of one batch; gives the loss before the step.</summary>
    private static Func<float> TrainingStep<TNetwork>(string weights, string data, double learningRate)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        TNetwork network = ReferenceData.LoadNetwork<TNetwork>(weights + ".w");
        Workspace workspace = TNetwork.CreateWorkspace(TrainingBatch);
        Memory<float> gradients = AlignedMemory.Allocate<float>(TNetwork.ParameterCount);
        ReadOnlyMemory<float> inputs = ReferenceData.LoadImages(data + ".x", TNetwork.Description.InputShape);
        float[] targets = Enumerable.Range(0, TrainingBatch).Select(sample => (float)(sample * 7 % TNetwork.OutputSize)).ToArray();
        Sgd optimizer = new(learningRate);
        return () =>
        {
            float loss = network.LossAndGradient(inputs.Span, targets, gradients.Span, workspace);
            optimizer.Step<float>(network.Parameters, gradients.Span);
            return loss;
        };
    }
}
