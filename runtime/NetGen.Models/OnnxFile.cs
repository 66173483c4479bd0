using Google.Protobuf;
using NetGen.Models.Building;
using NetGen.Models.Export;
using NetGen.Models.Export.Onnx;
using NetGen.Models.Onnx.Messages;

namespace NetGen.Models;

/// <summary>Writes networks as ONNX, opset 17, for ONNX Runtime and whatever else reads the format.</summary>
/// <remarks>
/// The graph takes and gives what <c>Forward</c> does: the same numbers in the same order, each sample (height, width, channels), (steps,
/// features) or a vector, behind an open first extent named <c>batch</c>. One input is called <c>input</c>, one output <c>output</c>;
/// several have the names that the network has for them. Inference alone: nothing of training is in the file. A double network is a graph
/// of doubles, which ONNX Runtime computes, too.
/// </remarks>
/// <example>
/// <code>
/// OnnxFile.Save("lenet.onnx", model);
/// </code>
/// </example>
public static class OnnxFile
{
    /// <summary>The bytes that a message of the format can have.</summary>
    private const long LargestFile = int.MaxValue;

    /// <summary>Writes a network with its numbers. The file appears whole or, if anything fails, not at all.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="network">The network.</param>
    /// <exception cref="ModelExportException">The format cannot express a layer.</exception>
    /// <exception cref="NotSupportedException">The file would be larger than 2 GB, which the format does not allow.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save<TSelf, T>(string path, INetwork<TSelf, T> network)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        Save<T>(path, TSelf.Description, network.Parameters, network.Buffers);
    }

    /// <summary>Writes a network from its parts. The file appears whole or, if anything fails, not at all.</summary>
    /// <typeparam name="T">The number type, <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="network">The description of the network.</param>
    /// <param name="parameters">All its parameters.</param>
    /// <param name="buffers">All its buffers.</param>
    /// <exception cref="ArgumentException">There are more or fewer numbers than the network has, or they are of another type.</exception>
    /// <exception cref="ModelExportException">The format cannot express a layer.</exception>
    /// <exception cref="NotSupportedException">The file would be larger than 2 GB, which the format does not allow.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save<T>(string path, NetworkDescription network, ReadOnlySpan<T> parameters, ReadOnlySpan<T> buffers)
        where T : unmanaged
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ModelProto model = OnnxWriter.Write(ExportSource.Of(network, parameters, buffers));
        long size = model.Graph.Initializer.Sum(tensor => (long)tensor.RawData.Length);
        if (size > LargestFile - (1 << 20))
            throw new NotSupportedException(
                $"Expected at most 2 GB of numbers, which is what an ONNX file can hold, got {size} bytes in {network.Name}.");
        WholeFile.Write(path, model.WriteTo);
    }
}
