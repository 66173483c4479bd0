using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Weights;

namespace NetGen.Models;

/// <summary>
/// Weights that PyTorch or Keras has trained, in the layout of a network that exists. Modules are matched with layers by name, letter case,
/// points and underscores aside, and otherwise in order among those of one kind and shape; every tensor must find its place, and every
/// layer its tensors.
/// </summary>
/// <remarks>
/// Files: <c>.pt</c> and <c>.pth</c>, a state dictionary or a checkpoint that has one; <c>.safetensors</c> with the names of PyTorch;
/// <c>.h5</c> and <c>.keras</c>. Nothing in a file is run. Behind a Flatten, the rows of the first dense layer are put from PyTorch's
/// channels, height, width to height, width, channels.
/// Attentions that a file has as linear modules of their own are joined where the network has them as one layer.
/// </remarks>
/// <example>
/// <code>
/// ModelWeights weights = ModelWeights.Read("lenet.pt", LeNet5.Description);
/// weights.Save("lenet.safetensors");           // for Safetensors.Load
/// weights.CopyTo(model);                       // or into a network at once
/// </code>
/// </example>
public sealed class ModelWeights
{
    private readonly NetworkDescription _network;
    private readonly double[] _parameters;
    private readonly double[] _buffers;

    private ModelWeights(NetworkDescription network, ImmutableArray<(TargetLayer Layer, ImmutableArray<SlotFill> Fills)> layers)
    {
        _network = network;
        _parameters = new double[network.ParameterCount];
        _buffers = new double[network.Buffers.Sum(buffer => buffer.Length)];
        var report = ImmutableArray.CreateBuilder<WeightMatch>();
        foreach ((TargetLayer layer, ImmutableArray<SlotFill> fills) in layers)
        {
            foreach ((TargetSlot slot, SlotFill fill) in layer.Slots.Zip(fills))
            {
                string key = $"{layer.Name}.{slot.Name}";
                double[] numbers = fill.Numbers();
                Check(key, slot, numbers, network.Precision);
                numbers.CopyTo(slot.IsBuffer ? _buffers : _parameters, slot.Offset);
                report.Add(new WeightMatch(key, fill.Tensors, fill.Change));
            }
        }

        Report = report.ToImmutable();
    }

    /// <summary>What each tensor of the network was filled with, in its order.</summary>
    public ImmutableArray<WeightMatch> Report { get; }

    /// <summary>The flat parameters.</summary>
    public ReadOnlySpan<double> Parameters => _parameters;

    /// <summary>The flat buffers.</summary>
    public ReadOnlySpan<double> Buffers => _buffers;

    /// <summary>Reads weights for a network.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network, such as <c>LeNet5.Description</c>.</param>
    /// <param name="options">What names and order do not tell. Default: nothing.</param>
    /// <exception cref="InvalidDataException">The file is damaged, not of the format that its name says, or has code in place of
    /// weights.</exception>
    /// <exception cref="ModelImportException">Tensors and layers do not match, or in more than one way; the exception has a problem for
    /// each that is left over.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ModelWeights Read(string path, NetworkDescription network, WeightOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(network);
        options ??= new WeightOptions();
        WeightFile file = WeightFile.Read(path);
        bool isChannelsFirst = !file.IsKeras && !file.IsChannelsLast && !options.ChannelsLast;
        return new ModelWeights(network, Matching.Of(file, TargetLayer.Of(network, isChannelsFirst), options));
    }

    /// <summary>
    /// Writes the weights as safetensors, for <c>Safetensors.Load</c>. The file appears whole or, if anything fails, not at all.
    /// </summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => WholeFile.Write(path, Save);

    /// <summary>Writes the weights as safetensors to a stream, which stays open.</summary>
    /// <param name="stream">Where to.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        WeightsWriter.Write(stream, _network.Name, _network.Precision == Precision.Double, [
            .. _network.Slots
                .Select(slot => (slot.Key, slot.Shape, (ReadOnlyMemory<double>)_parameters.AsMemory(slot.Offset, slot.Length))),
            .. _network.Buffers
                .Select(buffer => (buffer.Key, buffer.Shape, (ReadOnlyMemory<double>)_buffers.AsMemory(buffer.Offset, buffer.Length))),
        ]);
    }

    /// <summary>Copies the weights into a network.</summary>
    /// <param name="network">A network of the class that they were read for.</param>
    /// <exception cref="ArgumentException">It is of another class.</exception>
    public void CopyTo<TSelf, T>(INetwork<TSelf, T> network)
        where TSelf : class, INetwork<TSelf, T>
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        if (TSelf.Description.Fingerprint != _network.Fingerprint)
            throw new ArgumentException(
                $"Expected a network {_network.Name}, for which the weights were read, got {TSelf.Description.Name}.", nameof(network));
        for (int i = 0; i < _parameters.Length; i++)
            network.Parameters[i] = T.CreateTruncating(_parameters[i]);
        for (int i = 0; i < _buffers.Length; i++)
            network.Buffers[i] = T.CreateTruncating(_buffers[i]);
    }

    private static void Check(string key, TargetSlot slot, double[] numbers, Precision precision)
    {
        if (numbers.Length != slot.Length)
            throw new InvalidOperationException($"Expected {slot.Length} numbers for '{key}', got {numbers.Length}.");
        int wrong = Array.FindIndex(numbers,
            number => !(precision == Precision.Double ? double.IsFinite(number) : float.IsFinite((float)number)));
        if (wrong >= 0)
            throw new ModelImportException(key, string.Empty,
                FormattableString.Invariant($"number {wrong} is {numbers[wrong]}, and weights are finite"));
        if (slot.Name == "runningVariance" && Array.Exists(numbers, number => number < 0))
            throw new ModelImportException(key, string.Empty, "a variance is negative");
    }
}
