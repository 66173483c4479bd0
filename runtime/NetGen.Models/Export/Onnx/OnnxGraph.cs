using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Google.Protobuf;
using NetGen.Models.Onnx.Messages;

namespace NetGen.Models.Export.Onnx;

/// <summary>A graph while layers add their nodes. Transposes come in only where an operator wants the other order, each once.</summary>
/// <param name="source">The network.</param>
internal sealed class OnnxGraph(ExportSource source)
{
    private const int Float = 1, Int64 = 7, Double = 11;

    private readonly HashSet<string> _names = [];
    private Google.Protobuf.Collections.RepeatedField<NodeProto>? _body;
    private readonly Dictionary<string, ExportValue> _turned = [];
    private readonly Dictionary<string, string> _constants = [];

    public ExportSource Source { get; } = source;

    public GraphProto Message { get; } = new() { Name = source.Network.Name };

    /// <summary>The layer whose nodes are being added.</summary>
    public LayerDescription Layer { get; set; } = null!;

    /// <summary>The format's number for the network's type.</summary>
    public int NumberType => Source.IsDouble ? Double : Float;

    /// <summary>Adds a node with one output, and returns its name.</summary>
    public string Node(string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes) =>
        Node(operation, 1, inputs, attributes)[0];

    /// <summary>Adds a node with several outputs, and returns their names.</summary>
    public string[] Node(string operation, int outputs, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        string[] names = [.. Enumerable.Range(0, outputs).Select(_ => Unique($"{Layer.Name}/{operation}"))];
        // The layer's kind is told beside the operator: several layers may have one operator, and a reader may want the one that was meant.
        var node = new NodeProto { Name = names[0], OpType = operation, DocString = Layer.Kind, Output = { names } };
        foreach (string input in inputs)
            node.Input.Add(input);
        foreach (AttributeProto attribute in attributes)
            node.Attribute.Add(attribute);
        (_body ?? Message.Node).Add(node);
        return names;
    }

    /// <summary>A graph of its own for an operator that runs it; its nodes may read what the graph around it has.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="inputs">The names of its inputs, all of them numbers.</param>
    /// <param name="add">Adds its nodes and returns the names of its outputs.</param>
    public GraphProto Body(string name, IEnumerable<string> inputs, Func<IEnumerable<string>> add)
    {
        var body = new GraphProto { Name = name };
        _body = body.Node;
        string[] outputs = [.. add()];
        _body = null;
        ValueInfoProto Value(string each) =>
            new() { Name = each, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = NumberType } } };
        body.Input.AddRange(inputs.Select(Value));
        body.Output.AddRange(outputs.Select(Value));
        return body;
    }

    /// <summary>A name that nothing else in the graph has.</summary>
    public string Unique(string name)
    {
        string unique = name;
        for (int i = 2; !_names.Add(unique); i++)
            unique = $"{name}_{i}";
        return unique;
    }

    /// <summary>A parameter or buffer of the layer; null where it has none of that name.</summary>
    /// <param name="name">Its name in the layer.</param>
    /// <param name="form">What the operator wants it as.</param>
    public string? WeightOrNull(string name, Func<NumberTensor, NumberTensor>? form = null) =>
        Source.Find(Layer, name) is { } tensor
            ? Initializer($"{Source.Owner(Layer).Name}.{name}", () => form?.Invoke(tensor) ?? tensor) : null;

    /// <inheritdoc cref="WeightOrNull"/>
    public string Weight(string name, Func<NumberTensor, NumberTensor>? form = null) =>
        WeightOrNull(name, form) ?? throw new ModelExportException(Layer.Name, Layer.Kind, $"its description has no '{name}'");

    /// <summary>A tensor of the layer, made once for it and its twins.</summary>
    public string Initializer(string name, Func<NumberTensor> tensor)
    {
        if (!_constants.TryGetValue(name, out string? known))
        {
            _constants[name] = known = Unique(name);
            Message.Initializer.Add(Tensor(known, tensor()));
        }

        return known;
    }

    /// <summary>A number in the network's precision.</summary>
    public string Number(double number) =>
        Initializer($"number {number.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}", () => Source.Constant([number]));

    /// <summary>Whole numbers, as shapes and axes are given.</summary>
    public string Integers(params ImmutableArray<long> numbers)
    {
        string name = $"integers {string.Join(' ', numbers)}";
        if (!_constants.TryGetValue(name, out string? known))
        {
            _constants[name] = known = Unique(name);
            ByteString bytes = ByteString.CopyFrom(MemoryMarshal.AsBytes(numbers.AsSpan()));
            Message.Initializer.Add(new TensorProto { Name = known, DataType = Int64, Dims = { numbers.Length }, RawData = bytes });
        }

        return known;
    }

    /// <summary>A tensor of a node's attribute.</summary>
    public TensorProto Tensor(string name, NumberTensor tensor)
    {
        var message = new TensorProto { Name = name, DataType = NumberType, RawData = UnsafeByteOperations.UnsafeWrap(tensor.Bytes) };
        foreach (int extent in tensor.Shape)
            message.Dims.Add(extent);
        return message;
    }

    /// <summary>A value with the channels before the places.</summary>
    public ExportValue First(ExportValue value) => value.IsFirst || value.Shape.Length == 1 ? value : Turned(value);

    /// <summary>A value with the channels last, as the network has them.</summary>
    public ExportValue Last(ExportValue value) => value.IsFirst ? Turned(value) : value;

    /// <summary>The numbers of each sample under other extents.</summary>
    public string Reshape(string name, params ReadOnlySpan<int> extents)
    {
        ImmutableArray<long>.Builder shape = ImmutableArray.CreateBuilder<long>(extents.Length + 1);
        // Zero copies the extent of the input: that of the samples, which is open.
        shape.Add(0);
        foreach (int extent in extents)
            shape.Add(extent);
        return Node("Reshape", [name, Integers(shape.MoveToImmutable())]);
    }

    private ExportValue Turned(ExportValue value)
    {
        if (_turned.TryGetValue(value.Name, out ExportValue? known))
            return known;
        var turned = new ExportValue(Node("Transpose", [value.Name], OnnxAttribute.Of("perm", value.Turn)), value.Shape, !value.IsFirst);
        _turned[value.Name] = turned;
        _turned[turned.Name] = value;
        return turned;
    }
}
