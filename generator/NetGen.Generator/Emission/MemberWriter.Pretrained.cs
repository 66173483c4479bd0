using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Emission;

/// <content>A network with the weights of a file, which are a resource of the assembly.</content>
internal sealed partial class MemberWriter
{
    /// <summary>What the targets of the package put before the name of a file.</summary>
    private const string ResourcePrefix = "NetGen.Weights/";

    private void Pretrained(WeightsFile file)
    {
        using (code.Block($"private {_graph.Declaration.Type.Identifier}(PretrainedWeights weights)"))
        {
            code.Line($"_parameters = AlignedMemory.Allocate<{_number}>(ParameterCount);");
            if (NeedsSlack)
                code.Line("_hasSlack = true;");
            Copies(file, "_parameters", _graph.Nodes.SelectMany(node =>
                node.OwnParameters.Select(parameter => (Key(node, parameter.Spec.Name), parameter.Offset, parameter.Spec.Shape))));
            Copies(file, "_buffers", _graph.Nodes.SelectMany(node =>
                node.OwnBuffers.Select(buffer => (Key(node, buffer.Spec.Name), buffer.Offset, buffer.Spec.Shape))));
        }

        code.Line();
        code.Line("/// <summary>");
        code.Line("/// A network with its trained weights, a resource of the assembly that was checked while building: one copy, and nothing is parsed.");
        code.Line("/// </summary>");
        using (code.Block($"public static {_name} CreatePretrained()"))
        {
            string resource = Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(ResourcePrefix + file.Name, quote: true);
            code.Line($"using PretrainedWeights weights = new(typeof({_name}).Assembly, {resource}, {Literal.Of(file.Length)});");
            code.Line($"return new {_name}(weights);");
        }

        code.Line();
    }

    private static string Key(Node node, string slot) => $"{node.Name}.{slot}";

    /// <summary>The fewest copies of the file's numbers to their places: tensors that follow each other in both go together.</summary>
    private void Copies(WeightsFile file, string memory, IEnumerable<(string Key, int Offset, Shape Shape)> slots)
    {
        List<(long Source, string Stored, int Start, long Length)> runs = [];
        foreach ((string key, int offset, Shape shape) in slots)
        {
            WeightsTensor tensor = file.Tensors.First(other => other.Name == key);
            bool follows = runs.Count > 0 && runs[runs.Count - 1] is var last && last.Stored == tensor.Stored
                && last.Source + (last.Length * Bytes(tensor.Stored)) == tensor.Offset && last.Start + last.Length == offset;
            if (follows)
                runs[runs.Count - 1] = runs[runs.Count - 1] with { Length = runs[runs.Count - 1].Length + shape.Size };
            else
                runs.Add((tensor.Offset, tensor.Stored, offset, shape.Size));
        }

        foreach ((long source, string stored, int start, long length) in runs)
        {
            string method = stored == "F32" && _number == "double" ? "WidenTo" : "CopyTo";
            int count = memory == "_parameters" ? _graph.ParameterCount : _graph.BufferSize;
            string part = length == count ? string.Empty : $".Slice({Literal.Of(start)}, {Literal.Of(length)})";
            code.Line($"weights.{method}({Literal.Of(source)}, {memory}.Span{part});");
        }
    }

    private static int Bytes(string stored) => stored == "F64" ? 8 : 4;
}
