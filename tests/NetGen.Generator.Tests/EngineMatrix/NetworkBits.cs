using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>A hash of all that the networks of a family compute, and the program that prints it in a process of its own.</summary>
internal static class NetworkBits
{
    /// <summary>Prints the hashes of a family in both precisions, one a line. A process has one width of vectors, so other widths are run by another.</summary>
    /// <param name="args">The file with the compiled networks, and their family.</param>
    public static int Main(string[] args)
    {
        if (args.Length != 2 || !Enum.TryParse(args[1], out NetworkFamily family))
        {
            Console.Error.WriteLine("Expected a file with compiled networks and the name of their family.");
            return 1;
        }

        byte[] image = File.ReadAllBytes(args[0]);
        Console.Write($"{Vector<byte>.Count * 8} bits\n{Hashes((precision, check) => NetworkMatrix.ForEach(family, image, precision, check))}");
        return 0;
    }

    /// <summary>A line for each network and precision that a matrix goes through, with its hash.</summary>
    public static string Hashes(Action<Precision, Action<MatrixCase>> forEach)
    {
        StringBuilder lines = new();
        foreach (Precision precision in Enum.GetValues<Precision>())
            forEach(precision, network => lines.Append($"{precision} {network.Reference.Name} {Hash(network)}\n"));
        return lines.ToString();
    }

    /// <summary>The first half of a SHA-256 over the bytes of all results.</summary>
    private static string Hash(MatrixCase network)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(params ReadOnlySpan<double> values) => hash.AppendData(MemoryMarshal.AsBytes(values));
        CompiledNetwork model = network.Network;
        network.Network.Masks = network.Reference.Statistics?.MakeMasks(network.Reference.Batch) ?? [];
        Add(model.Forward(network.Inputs));
        double[] sample = network.Sample(network.Inputs, 0);
        Add(model.ForwardPrepared(sample));
        network.Same("sample 0 alone", model.Forward(sample), network.Sample(model.Forward(network.Inputs), 0));
        LossGradient step = model.LossAndGradient(network.Inputs, network.Targets, network.SampleWeights);
        Add(step.Loss);
        Add(step.Parameters);
        Add(model.ForwardTraining(network.Inputs));
        Gradients gradients = model.Backward(network.OutputGradients);
        Add(gradients.Parameters);
        Add(gradients.Inputs);
        Add(model.Buffers);
        if (model.Streams)
            Add(model.Stream(sample, prepared: true));
        return Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
