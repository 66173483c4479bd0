using System.Collections.Immutable;
using NetGen.Models.Onnx.Messages;

namespace NetGen.Models.Onnx.Patterns;

/// <summary>What makes each tensor of a graph, how often it is read, and the constants.</summary>
internal sealed class GraphIndex
{
    private readonly Dictionary<string, NodeProto> _makers = [];
    private readonly Dictionary<string, int> _reads = [];
    private readonly IReadOnlyDictionary<string, Constant> _initializers;
    private readonly int _opset;

    public GraphIndex(IEnumerable<NodeProto> nodes, IEnumerable<string> outputs, IReadOnlyDictionary<string, Constant> initializers,
        int opset)
    {
        (_initializers, _opset) = (initializers, opset);
        foreach (NodeProto node in nodes)
        {
            foreach (string output in node.Output.Where(output => output.Length > 0))
                _makers.TryAdd(output, node);
            foreach (string input in node.Input)
                _reads[input] = _reads.GetValueOrDefault(input) + 1;
        }

        // An output of the model is read by its caller, beside all others.
        foreach (string output in outputs)
            _reads[output] = _reads.GetValueOrDefault(output) + 2;
    }

    /// <summary>The node of an operator that makes a tensor; null where another does.</summary>
    public NodeProto? Maker(string tensor, string operatorName) =>
        _makers.TryGetValue(tensor, out NodeProto? node) && node.OpType == operatorName && node.Domain is "" or "ai.onnx" ? node : null;

    /// <summary>The node of an operator that makes a tensor which nothing else reads.</summary>
    public NodeProto? Inner(string tensor, string operatorName) =>
        _reads.GetValueOrDefault(tensor) == 1 ? Maker(tensor, operatorName) : null;

    /// <summary>The node that makes a tensor which nothing else reads.</summary>
    public NodeProto? Inner(string tensor) =>
        _reads.GetValueOrDefault(tensor) == 1 && _makers.TryGetValue(tensor, out NodeProto? node) && node.Domain is "" or "ai.onnx"
            ? node : null;

    /// <summary>A constant of the graph; null where the tensor is none.</summary>
    public Constant? Constant(string tensor)
    {
        // Exporters keep equal constants once, and name them anew by an Identity; a cycle of those ends.
        for (int turn = 0; turn < 8 && Maker(tensor, "Identity") is { } same; turn++)
            tensor = First(same);
        return _initializers.TryGetValue(tensor, out Constant? constant) ? constant
            : Maker(tensor, "Constant") is { } node ? Folding.Literal(new OnnxNode(node, _opset)) : null;
    }

    /// <summary>Whether a tensor is one constant number, up to what single precision loses of it.</summary>
    public bool IsNumber(string tensor, double number) =>
        Number(tensor) is { } found && Math.Abs(found - number) <= 1e-5 * Math.Max(1, Math.Abs(number));

    /// <summary>The one constant number that a tensor is; null where it is something else.</summary>
    public float? Number(string tensor) => Constant(tensor) is { Size: 1 } constant ? constant.Numbers()[0] : null;

    /// <summary>The first input of a node; empty where it has none.</summary>
    public static string First(NodeProto node) => node.Input.Count > 0 ? node.Input[0] : string.Empty;

    /// <summary>The inputs of a node of two inputs in both orders, for operators that commute.</summary>
    public static IEnumerable<(string One, string Other)> Orders(NodeProto node) =>
        node.Input.Count == 2 ? [(node.Input[0], node.Input[1]), (node.Input[1], node.Input[0])] : [];

    /// <summary>The axes that a reduction goes over; null where they are not constant.</summary>
    public ImmutableArray<long>? Axes(NodeProto node) =>
        node.Attribute.FirstOrDefault(attribute => attribute.Name == "axes") is { } axes ? [.. axes.Ints]
        : node.Input.Count > 1 && Constant(node.Input[1]) is { } given ? [.. given.Integers()] : null;
}
