using System.Text;
using NetGen.Models.Building;
using NetGen.Models.Export;
using NetGen.Models.Export.PyTorch;

namespace NetGen.Models;

/// <summary>
/// Writes networks as PyTorch modules: a Python file that a person may read and edit, and its weights as safetensors beside it.
/// </summary>
/// <remarks>
/// The module takes and gives what <c>Forward</c> does: the same numbers in the same order, each sample (height, width, channels), (steps,
/// features) or a vector, behind the batch. The keys of the weights are PyTorch's: <c>conv1.weight</c>, outputs first. The file needs
/// PyTorch, 1.13 or newer, and the standard library; <c>load()</c> in it gives the module with its weights. Nothing of training is in the
/// files. Where NetGen's own weights have the name that those of the module would get, they stay, and the module's go to
/// <c>lenet.torch.safetensors</c>.
/// </remarks>
/// <example>
/// <code>
/// PyTorchModule.Save("lenet.py", model);
/// </code>
/// </example>
public static class PyTorchModule
{
    private const string Usual = ".safetensors", Beside = ".torch.safetensors";

    /// <summary>Writes a network as <c>lenet.py</c> and <c>lenet.safetensors</c>: both, or if anything fails neither.</summary>
    /// <param name="path">The Python file; existing files are replaced.</param>
    /// <param name="network">The network.</param>
    /// <returns>The file with the weights.</returns>
    /// <exception cref="ModelExportException">PyTorch cannot express a layer.</exception>
    /// <exception cref="ArgumentException">The name of the file does not end in <c>.py</c>.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static string Save<TSelf, T>(string path, INetwork<TSelf, T> network)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        return Save<T>(path, TSelf.Description, network.Parameters, network.Buffers);
    }

    /// <summary>
    /// Writes a network from its parts, as <c>lenet.py</c> and <c>lenet.safetensors</c>: both, or if anything fails neither.
    /// </summary>
    /// <typeparam name="T">The number type, <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="path">The Python file; existing files are replaced.</param>
    /// <param name="network">The description of the network.</param>
    /// <param name="parameters">All its parameters.</param>
    /// <param name="buffers">All its buffers.</param>
    /// <returns>The file with the weights.</returns>
    /// <exception cref="ArgumentException">
    /// The name of the file does not end in <c>.py</c>, there are more or fewer numbers than the network has, or they are of another type.
    /// </exception>
    /// <exception cref="ModelExportException">PyTorch cannot express a layer.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static string Save<T>(string path, NetworkDescription network, ReadOnlySpan<T> parameters, ReadOnlySpan<T> buffers)
        where T : unmanaged
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!path.EndsWith(".py", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"Expected the name of a Python file, which ends in .py, got '{path}'.", nameof(path));
        string ending = IsOurs(Path.ChangeExtension(path, Usual)) ? Beside : Usual, weights = Path.ChangeExtension(path, ending);
        (string text, List<(string Key, NumberTensor Tensor)> state) =
            TorchWriter.Write(ExportSource.Of(network, parameters, buffers), ending);
        WholeFile.Write(weights, stream =>
        {
            StateFile.Write(stream, state, network.Name);
            WholeFile.Write(path, file => file.Write(Encoding.UTF8.GetBytes(text)));
        });
        return weights;
    }

    /// <summary>Whether a file has weights in NetGen's layout, as its head says.</summary>
    private static bool IsOurs(string path)
    {
        if (!File.Exists(path))
            return false;
        using FileStream file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[1 << 10];
        return Encoding.ASCII.GetString(head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)])
            .Contains("\"netgen.layout\"", StringComparison.Ordinal);
    }
}
