using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>
/// All that the random networks compute, bit by bit: the same hash on every machine and at every width of a vector. Other widths are
/// those of a process, so they are run apart, with <c>DOTNET_MaxVectorTBitWidth</c> and <c>DOTNET_PreferredVectorBitWidth</c> set to 128 or 512.
/// </summary>
public sealed class BitsTests
{
    [Theory]
    [InlineData(NetworkFamily.Dense, Precision.Single, "96B5DABCA0000000")]
    [InlineData(NetworkFamily.Dense, Precision.Double, "8C99A8B3B413A4FC")]
    [InlineData(NetworkFamily.Convolutional, Precision.Single, "6FD2597CC0000000")]
    [InlineData(NetworkFamily.Convolutional, Precision.Double, "10F7694CA2FB8E5B")]
    [InlineData(NetworkFamily.Graphs, Precision.Single, "5200BCD520000000")]
    [InlineData(NetworkFamily.Graphs, Precision.Double, "918B4E985D915D0E")]
    [InlineData(NetworkFamily.Recurrent, Precision.Single, "5AA84BFC40000000")]
    [InlineData(NetworkFamily.Recurrent, Precision.Double, "3C0A8931E1F31B77")]
    public void Networks_have_the_same_bits_everywhere(NetworkFamily family, Precision precision, string expected)
    {
        ulong hash = 0;
        void Add(params ReadOnlySpan<double> values)
        {
            foreach (double value in values)
                hash = (hash * 0x100000001B3) ^ BitConverter.DoubleToUInt64Bits(value);
        }

        NetworkMatrix.ForEach(family, precision, network =>
        {
            CompiledNetwork model = network.Network;
            Add(model.Forward(network.Inputs));
            Add(model.ForwardPrepared(network.Sample(network.Inputs, 0)));
            LossGradient step = model.LossAndGradient(network.Inputs, network.Targets, network.SampleWeights);
            Add(step.Loss);
            Add(step.Parameters);
            Add(model.ForwardTraining(network.Inputs));
            Gradients gradients = model.Backward(network.OutputGradients);
            Add(gradients.Parameters);
            Add(gradients.Inputs);
            if (model.Streams)
                Add(model.Stream(network.Sample(network.Inputs, 0), prepared: true));
        });

        Assert.Equal(expected, $"{hash:X16}");
    }
}
