using Google.Protobuf;
using NetGen.Models.Onnx.Messages;

namespace NetGen.Models.Export.Onnx;

/// <summary>Attributes of nodes, with the numbers that the format has for their types.</summary>
internal static class OnnxAttribute
{
    public static AttributeProto Of(string name, double number) => new() { Name = name, F = (float)number, Type = 1 };

    public static AttributeProto Of(string name, int number) => new() { Name = name, I = number, Type = 2 };

    public static AttributeProto Of(string name, string text) => new() { Name = name, S = ByteString.CopyFromUtf8(text), Type = 3 };

    public static AttributeProto Of(string name, TensorProto tensor) => new() { Name = name, T = tensor, Type = 4 };

    public static AttributeProto Of(string name, GraphProto graph) => new() { Name = name, G = graph, Type = 5 };

    public static AttributeProto Of(string name, IEnumerable<double> numbers) =>
        new() { Name = name, Floats = { numbers.Select(number => (float)number) }, Type = 6 };

    public static AttributeProto Of(string name, IEnumerable<int> numbers) =>
        new() { Name = name, Ints = { numbers.Select(number => (long)number) }, Type = 7 };

    public static AttributeProto Of(string name, IEnumerable<string> texts) =>
        new() { Name = name, Strings = { texts.Select(ByteString.CopyFromUtf8) }, Type = 8 };
}
