using NetGen.Generator.Tests.Harness;
using NetGen.Generator.Tests.Reference;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>One network of the matrix with its numbers filled in, and what was found wrong with it.</summary>
internal sealed class MatrixCase : ReferenceComparison
{
    private readonly Func<Precision, CompiledNetwork> _create;

    public MatrixCase(ReferenceNetwork reference, Precision precision, Func<Precision, CompiledNetwork> create, List<string> failures)
        : base(reference, precision == Precision.Double ? 1e-12 : 1e-7, failures)
    {
        _create = create;
        CompiledNetwork network = create(precision);
        Network = network;
        double[] parameters = reference.MakeParameters();
        Assert.Equal(parameters.Length, network.ParameterCount);
        network.Parameters = parameters;
        Inputs = reference.MakeInputs(network.InputSize);
        Targets = reference.MakeTargets(network.OutputSize);
        OutputGradients = reference.MakeOutputGradients(network.OutputSize);
        SampleWeights = reference.MakeSampleWeights();
        network.Lengths = reference.Sequence?.MakeLengths(reference.Batch) ?? [];
        network.InitialStates = reference.Sequence?.MakeInitialStates(reference.Batch * network.StateSize) ?? [];
    }

    public CompiledNetwork Network { get; }

    public double[] Inputs { get; }

    public double[] Targets { get; }

    public double[] OutputGradients { get; }

    public double[]? SampleWeights { get; }

    /// <summary>The same network in double, with the same parameters and masks.</summary>
    public CompiledNetwork MakeExact()
    {
        CompiledNetwork exact = _create(Precision.Double);
        exact.Parameters = Network.Parameters;
        exact.Masks = Network.Masks;
        return exact;
    }

    /// <summary>Sample <paramref name="sample"/> of a batch.</summary>
    public double[] Sample(double[] batch, int sample) => Samples(batch, sample, 1);

    /// <summary>Some consecutive samples of a batch.</summary>
    public double[] Samples(double[] batch, int first, int count)
    {
        int size = batch.Length / Reference.Batch;
        return batch[(first * size)..((first + count) * size)];
    }
}
