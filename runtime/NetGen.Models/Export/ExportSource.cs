using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace NetGen.Models.Export;

/// <summary>A network as an exporter sees it: its description and its numbers.</summary>
internal sealed class ExportSource
{
    private readonly ReadOnlyMemory<byte> _parameters, _buffers;
    private readonly Dictionary<string, LayerDescription> _layers;

    private ExportSource(NetworkDescription network, int numberSize, ReadOnlyMemory<byte> parameters, ReadOnlyMemory<byte> buffers)
    {
        (Network, NumberSize, _parameters, _buffers) = (network, numberSize, parameters, buffers);
        _layers = network.Layers.ToDictionary(layer => layer.Name);
    }

    /// <summary>The layers and their shapes.</summary>
    public NetworkDescription Network { get; }

    /// <summary>The bytes of a number.</summary>
    public int NumberSize { get; }

    public bool IsDouble => NumberSize == sizeof(double);

    /// <summary>A copy of a network's numbers, which the caller may then change.</summary>
    /// <exception cref="ArgumentException">There are more or fewer numbers than the network has, or they are of another type.</exception>
    public static ExportSource Of<T>(NetworkDescription network, ReadOnlySpan<T> parameters, ReadOnlySpan<T> buffers)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(network);
        if (typeof(T) != (network.Precision == Precision.Double ? typeof(double) : typeof(float)))
            throw new ArgumentException(
                $"Expected numbers of the precision of {network.Name}, {network.Precision}, got {typeof(T).Name}.", nameof(parameters));
        int bufferSize = network.Buffers.Sum(buffer => buffer.Length);
        if (parameters.Length != network.ParameterCount)
            throw new ArgumentException(
                $"Expected the {network.ParameterCount} parameters of {network.Name}, got {parameters.Length}.", nameof(parameters));
        if (buffers.Length != bufferSize)
            throw new ArgumentException($"Expected the {bufferSize} buffers of {network.Name}, got {buffers.Length}.", nameof(buffers));
        return new ExportSource(
            network, Marshal.SizeOf<T>(), MemoryMarshal.AsBytes(parameters).ToArray(), MemoryMarshal.AsBytes(buffers).ToArray());
    }

    /// <summary>The layer whose parameters a layer uses: itself, or the first of its twins.</summary>
    public LayerDescription Owner(LayerDescription layer) => layer.SharesWith is { } owner ? Owner(_layers[owner]) : layer;

    /// <summary>A parameter or buffer of a layer; null where it has none of that name.</summary>
    public NumberTensor? Find(LayerDescription layer, string name)
    {
        LayerDescription owner = Owner(layer);
        if (owner.Slots.FirstOrDefault(slot => slot.Name == name) is { } slot)
            return Tensor(_parameters, slot.Offset, slot.Length, slot.Shape);
        return owner.Buffers.FirstOrDefault(buffer => buffer.Name == name) is { } buffer
            ? Tensor(_buffers, buffer.Offset, buffer.Length, buffer.Shape) : null;
    }

    /// <summary>A parameter or buffer that a layer has.</summary>
    public NumberTensor Get(LayerDescription layer, string name) =>
        Find(layer, name) ?? throw new ModelExportException(layer.Name, layer.Kind, $"its description has no '{name}'");

    /// <summary>Numbers that are no parameters, in the network's precision.</summary>
    public NumberTensor Constant(ReadOnlySpan<double> numbers, params ImmutableArray<int> shape)
    {
        if (IsDouble)
            return new NumberTensor(MemoryMarshal.AsBytes(numbers).ToArray(), NumberSize, shape);
        float[] single = new float[numbers.Length];
        for (int i = 0; i < single.Length; i++)
            single[i] = (float)numbers[i];
        return new NumberTensor(MemoryMarshal.AsBytes<float>(single).ToArray(), NumberSize, shape);
    }

    private NumberTensor Tensor(ReadOnlyMemory<byte> numbers, int offset, int length, ImmutableArray<int> shape) =>
        new(numbers.Slice(offset * NumberSize, length * NumberSize), NumberSize, shape);
}
