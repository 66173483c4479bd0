using System.Collections.Immutable;
using System.Text;

namespace NetGen.Models.Building;

/// <summary>Writes the class of an imported network: attributes that a person may edit.</summary>
internal static class SourceWriter
{
    /// <summary>Layers that stand on the line of the layer before them.</summary>
    private static readonly HashSet<string> s_trailing =
    [
        "Abs", "Activation", "BatchNorm", "Clip", "Elu", "Exp", "Gelu", "GroupNorm", "HardSigmoid", "HardSwish", "HardTanh", "InstanceNorm",
        "LayerNorm", "LeakyRelu", "Linear",
        "Log", "LogSoftmax", "Mish", "PRelu", "Relu", "Relu6", "RmsNorm", "Scale", "Selu", "Sigmoid", "Silu", "Softmax", "Softplus",
        "Softsign", "Sqrt", "Step", "Tanh",
    ];

    public static string Write(FinishedNetwork network, ImportHead head)
    {
        var text = new StringBuilder();
        text.Append("// Imported from ").Append(CSharpText.Comment(head.Origin))
            .Append(". The weights are in the file of the same name that ends in .safetensors.\n");
        text.Append("// The layers may be edited; a layer that keeps its name and shape keeps its weights.\n");
        text.Append("using System;\nusing NetGen;\n\n");
        if (head.Namespace is not null)
            text.Append("namespace ").Append(head.Namespace).Append(";\n\n");
        text.Append("/// <summary>").Append(Escape(head.Remark ?? "An imported network.")).Append("</summary>\n");
        text.Append("[Network]\n");
        if (head.Weights is not null)
            text.Append("[Weights(\"")
                .Append(head.Weights.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal))
                .Append("\")]\n");
        foreach (NamedInput input in network.Inputs)
            text.Append("[Input(").Append(string.Join(", ", input.Shape.Select(CSharpText.Of)))
                .Append(network.Inputs.Length == 1 ? string.Empty : $", Name = \"{input.Name}\"").Append(")]\n");
        Layers(text, network.Layers);
        foreach (string output in network.Outputs)
            text.Append("[Output(\"").Append(output).Append("\")]\n");
        text.Append("public sealed partial class ").Append(head.ClassName);
        Body(text, network.Functions, head.Members);
        return text.ToString();
    }

    private static void Layers(StringBuilder text, ImmutableArray<NamedLayer> layers)
    {
        bool isOpen = false;
        foreach (NamedLayer layer in layers)
        {
            bool trails = isOpen && layer.From is null && s_trailing.Contains(layer.Placed.Layer.Kind);
            if (isOpen)
                text.Append(trails ? ", " : "]\n[");
            else
                text.Append('[');
            text.Append(layer.Attribute);
            isOpen = true;
        }

        if (isOpen)
            text.Append("]\n");
    }

    private static void Body(StringBuilder text, ImmutableArray<KeyValuePair<string, string>> functions, IReadOnlyList<string> members)
    {
        if (functions.IsEmpty && members.Count == 0)
        {
            text.Append(";\n");
            return;
        }

        IEnumerable<string> all =
            members.Concat(functions.Select(function => $"private static float {function.Key}(float x) => {function.Value};"));
        IEnumerable<string> indented =
            all.Select(member => string.Join('\n', member.Split('\n').Select(line => line.Length == 0 ? line : "    " + line)));
        text.Append("\n{\n").Append(string.Join("\n\n", indented)).Append("\n}\n");
    }

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
