using System.Diagnostics;
using System.Reflection;

namespace NetGen.Tool.Running;

/// <summary>A compiled model over its class.</summary>
internal sealed class CompiledModel<TNetwork> : CompiledModel
    where TNetwork : class, INetwork<TNetwork, float>
{
    private readonly TNetwork _network = TNetwork.Create(0);

    private static Type? State => typeof(TNetwork).GetNestedType("State");

    public override NetworkDescription Description => TNetwork.Description;

    public override bool Streams => State is not null;

    public override float[] Forward(float[] samples)
    {
        float[] outputs = new float[samples.Length / TNetwork.InputSize * TNetwork.OutputSize];
        _network.Prepare().Forward(samples, outputs);
        return outputs;
    }

    public override double MillisecondsOf(float[] samples, int rounds)
    {
        float[] outputs = new float[samples.Length / TNetwork.InputSize * TNetwork.OutputSize];
        var prepared = _network.Prepare();
        prepared.Forward(samples, outputs);
        double[] times = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            prepared.Forward(samples, outputs);
            times[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return times.Order().ElementAt(rounds / 2);
    }

    public override float[] Stream(float[] steps)
    {
        MethodInfo run = typeof(StepRunner)
            .GetMethod(nameof(StepRunner.Run), BindingFlags.Public | BindingFlags.Static)!.MakeGenericMethod(State!);
        return (float[])run.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [_network, _network.Prepare(), steps], null)!;
    }

    public override void LoadWeights(Stream weights) => Safetensors.Load(weights, _network);
}
