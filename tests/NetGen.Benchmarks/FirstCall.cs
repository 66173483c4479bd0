using System.Diagnostics;
using System.Runtime;

namespace NetGen.Benchmarks;

/// <summary>The times of a network's first use in a process, in nanoseconds: mostly those of the JIT compiler.</summary>
/// <param name="Construct">Making and initialising the network.</param>
/// <param name="Prepare">Packing its weights, or making its workspace.</param>
/// <param name="Call">The first call itself.</param>
/// <param name="Compile">What the JIT compiler took of all three.</param>
internal readonly record struct FirstCall(double Construct, double Prepare, double Call, double Compile)
{
    /// <summary>All three.</summary>
    public double Total => Construct + Prepare + Call;

    /// <summary>The first inference on a batch.</summary>
    public static FirstCall Inference<TNetwork>(int batch)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        float[] inputs = Inputs(batch * TNetwork.InputSize);
        float[] outputs = new float[batch * TNetwork.OutputSize];

        TimeSpan compiled = JitInfo.GetCompilationTime(currentThread: true);
        long start = Stopwatch.GetTimestamp();
        TNetwork network = TNetwork.Create(seed: 0);
        long constructed = Stopwatch.GetTimestamp();
        IPreparedNetwork<float> prepared = network.Prepare();
        long ready = Stopwatch.GetTimestamp();
        prepared.Forward(inputs, outputs);
        return Between(start, constructed, ready, Stopwatch.GetTimestamp(), compiled);
    }

    /// <summary>The first gradient of a batch.</summary>
    public static FirstCall Training<TNetwork>(int batch)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        float[] inputs = Inputs(batch * TNetwork.InputSize);
        float[] targets = new float[batch * TNetwork.TargetSize];
        float[] gradients = new float[TNetwork.ParameterCount];

        TimeSpan compiled = JitInfo.GetCompilationTime(currentThread: true);
        long start = Stopwatch.GetTimestamp();
        TNetwork network = TNetwork.Create(seed: 0);
        long constructed = Stopwatch.GetTimestamp();
        Workspace workspace = TNetwork.CreateWorkspace(batch);
        long ready = Stopwatch.GetTimestamp();
        network.LossAndGradient(inputs, targets, gradients, workspace);
        return Between(start, constructed, ready, Stopwatch.GetTimestamp(), compiled);
    }

    private static FirstCall Between(long start, long constructed, long ready, long end, TimeSpan compiled) => new(
        Nanoseconds(start, constructed),
        Nanoseconds(constructed, ready),
        Nanoseconds(ready, end),
        (JitInfo.GetCompilationTime(currentThread: true) - compiled).TotalNanoseconds);

    private static double Nanoseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalNanoseconds;

    private static float[] Inputs(int length)
    {
        float[] inputs = new float[length];
        for (int i = 0; i < length; i++)
            inputs[i] = 0.25f * ((i % 9) - 4);
        return inputs;
    }
}
