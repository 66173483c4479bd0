namespace NetGen.Benchmarks;

/// <summary>Training steps of networks with joins, each behind a network of the same products without one: the difference is what the join costs.</summary>
internal static class JoinWorkloads
{
    private const int Batch = 64;

    /// <summary>So small that the network stays what it was however often it is measured.</summary>
    private const double Rate = 1e-5;

    /// <summary>The textbook code of a network, which its results are held against.</summary>
    private delegate float Textbook(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights, Span<float> parameterGradients, Span<float> inputGradients);

    public static IReadOnlyList<Workload> All { get; } =
    [
        Step<W10Plain>("W10_residual_plain", W10Plain.Textbook.LossAndGradient),
        Step<W10Residual>("W10_residual", W10Residual.Textbook.LossAndGradient),
        Step<W10Wide>("W10_dense(concat)_plain", W10Wide.Textbook.LossAndGradient),
        Step<W10Concat>("W10_dense(concat)", W10Concat.Textbook.LossAndGradient),
        Step<W10Head>("W10_heads_plain", W10Head.Textbook.LossAndGradient),
        Step<W10Heads>("W10_heads", W10Heads.Textbook.LossAndGradient),
    ];

    private static Workload Step<TNetwork>(string name, Textbook textbook)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        double Error()
        {
            TNetwork network = TNetwork.Create(seed: 1);
            float[] inputs = Numbers(2, Batch * TNetwork.InputSize), targets = Numbers(3, Batch * TNetwork.TargetSize);
            float[] got = new float[TNetwork.ParameterCount], expected = new float[TNetwork.ParameterCount];
            network.LossAndGradient(inputs, targets, got, TNetwork.CreateWorkspace(Batch));
            textbook(network.Parameters, inputs, targets, default, expected, new float[inputs.Length]);
            return ReferenceData.RelativeError(got, expected);
        }

        Action<long> Start()
        {
            TNetwork network = TNetwork.Create(seed: 1);
            Workspace workspace = TNetwork.CreateWorkspace(Batch);
            Memory<float> inputs = Numbers(2, Batch * TNetwork.InputSize), gradients = AlignedMemory.Allocate<float>(TNetwork.ParameterCount);
            float[] targets = Numbers(3, Batch * TNetwork.TargetSize);
            Sgd optimizer = new(Rate);
            return count =>
            {
                for (long call = 0; call < count; call++)
                {
                    network.LossAndGradient(inputs.Span, targets, gradients.Span, workspace);
                    optimizer.Step<float>(network.Parameters, gradients.Span);
                }
            };
        }

        return new(name, Error, Start, () => FirstCall.Training<TNetwork>(Batch));
    }

    /// <summary>Numbers from -1 to 1.</summary>
    private static float[] Numbers(ulong seed, int count)
    {
        CounterRandom random = new(seed);
        return [.. Enumerable.Range(0, count).Select(i => (2 * random.UniformSingle((ulong)i)) - 1)];
    }
}
