using System.Collections.Immutable;
using NetGen.Models.Onnx.Messages;

namespace NetGen.Models.Onnx;

/// <summary>An operator of a graph.</summary>
/// <param name="Message">The operator as the file has it.</param>
/// <param name="Opset">The version of the operators.</param>
internal sealed record OnnxNode(NodeProto Message, int Opset)
{
    public string Operator => Message.OpType;

    /// <summary>Its name, or that of what it makes.</summary>
    public string Name => Message.Name.Length > 0 ? Message.Name : Message.Output.Count > 0 ? Message.Output[0] : "node";

    /// <summary>
    /// Whether the file says that the node is part of a layer of a kind. It decides only between layers that both do what the operator
    /// does.
    /// </summary>
    public bool Says(string kind) => Message.DocString == kind;

    public ImportProblem Problem(string reason) => new(Name, Operator, reason);

    public ModelImportException Fault(string reason) => new([Problem(reason)]);

    /// <summary>The name of an input; empty where it is left out.</summary>
    public string Input(int index) => index < Message.Input.Count ? Message.Input[index] : string.Empty;

    public int Int(string name, int missing) => Find(name) is not { } attribute ? missing
        : attribute.I is >= int.MinValue and <= int.MaxValue ? (int)attribute.I : throw Fault($"its '{name}' is {attribute.I}");

    public float Float(string name, float missing) =>
        Find(name) is not { } attribute ? missing : float.IsFinite(attribute.F) ? attribute.F : throw Fault($"its '{name}' is not finite");

    public string Text(string name, string missing) => Find(name)?.S.ToStringUtf8() ?? missing;

    public ImmutableArray<int>? Ints(string name) => Find(name) is not { } attribute ? null
        : [.. attribute.Ints.Select(number => (int)Math.Clamp(number, int.MinValue, int.MaxValue))];

    public ImmutableArray<int> Ints(string name, int count, int missing)
    {
        ImmutableArray<int> ints = Ints(name) ?? [.. Enumerable.Repeat(missing, count)];
        return ints.Length == count ? ints : throw Fault($"its '{name}' has {ints.Length} numbers, expected {count}");
    }

    public AttributeProto? Find(string name) => Message.Attribute.FirstOrDefault(attribute => attribute.Name == name);
}
