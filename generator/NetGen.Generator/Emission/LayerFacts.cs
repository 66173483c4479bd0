using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Emission;

/// <summary>A layer as the network's description has it: shapes, slots, what it reads and what its attribute says.</summary>
internal static class LayerFacts
{
    /// <summary>Arguments that the description says elsewhere: names, and how parameters are filled.</summary>
    private static readonly HashSet<string> s_saidElsewhere = ["Name", "From", "Initializer", "InitializerScale", "InitializerValue", "BiasInitializer", "Frozen"];

    public static void Write(CodeWriter code, NetworkGraph graph, int place)
    {
        Node node = graph.Nodes[place];
        string head = $"new({Literal.Of(node.Name)}, {Literal.Of(node.Layer.Kind)}, {Extents(node.Input)}, {Extents(node.Output)}, {Literal.Of(node.Layer.MultiplyAdds(node.Input))}, [";
        string[] more = [.. Buffers(node), .. Inputs(graph, place), .. Owner(node)];
        string tail = $"]{Properties(node.Layer)}){(more.Length == 0 ? string.Empty : $" {{ {string.Join(", ", more)} }}")},";
        if (node.OwnParameters.Count == 0)
        {
            code.Line(head + tail);
            return;
        }

        code.Line(head);
        using (code.Indent())
        {
            foreach (NodeParameter parameter in node.OwnParameters)
                code.Line($"{Slot(node, parameter)},");
        }

        code.Line(tail);
    }

    public static string Extents(Shape shape) => $"[{string.Join(", ", shape.Extents.Select(Literal.Of))}]";

    private static string Slot(Node node, NodeParameter parameter)
    {
        InitializationSpec filled = parameter.Spec.Initialization;
        string given = filled is { Scale: 1, Value: 0 } ? string.Empty : $"{Literal.Of(filled.Scale)}, {Literal.Of(filled.Value)}, ";
        string initialization = $"new(Initializer.{filled.Initializer}, {given}{Literal.Of(filled.FanIn)}, {Literal.Of(filled.FanOut)})";
        string frozen = parameter.Spec.Frozen ? "true" : "false";
        return $"new({Literal.Of(node.Name)}, {Literal.Of(parameter.Spec.Name)}, ParameterRole.{parameter.Spec.Role}, {Literal.Of(parameter.Offset)}, {Extents(parameter.Spec.Shape)}, {frozen}, {initialization})";
    }

    private static IEnumerable<string> Buffers(Node node)
    {
        if (node.OwnBuffers.Count > 0)
            yield return $"Buffers = [{string.Join(", ", node.OwnBuffers.Select(buffer => $"new({Literal.Of(node.Name)}, {Literal.Of(buffer.Spec.Name)}, {Literal.Of(buffer.Offset)}, {Extents(buffer.Spec.Shape)})"))}]";
    }

    /// <summary>What it reads, where that is not the layer before it.</summary>
    private static IEnumerable<string> Inputs(NetworkGraph graph, int place)
    {
        EquatableArray<int> sources = graph.Nodes[place].Sources;
        if (sources.Count != 1 || sources[0] != place - 1)
            yield return $"Inputs = [{string.Join(", ", sources.Select(source => Literal.Of(source == Node.NetworkInput ? string.Empty : graph.Nodes[source].Name)))}]";
    }

    private static string Properties(Layer layer)
    {
        // The positional arguments of a join are the names of what it reads.
        IEnumerable<Argument> arguments = layer is Join ? layer.Attribute.Named : layer.Attribute.Positional.Concat(layer.Attribute.Named);
        IEnumerable<string> given = arguments.Where(argument => argument.Value is not null && !s_saidElsewhere.Contains(argument.Name)).Select(Property);
        string[] formula = layer is Activation { Attribute.Function: { Value: not null } function } ? [$"new(\"Formula\") {{ Text = {Literal.Of(FunctionText.Of(function))} }}"] : [];
        string[] properties = [.. given, .. formula];
        return properties.Length == 0 ? string.Empty : $", [{string.Join(", ", properties)}]";
    }

    private static string Property(Argument argument)
    {
        string name = Literal.Of(char.ToUpperInvariant(argument.Name[0]) + argument.Name.Substring(1));
        object[] values = argument.Value is EquatableArray<object?> several ? [.. several.OfType<object>()] : [argument.Value!];
        return values.Any(value => value is string)
            ? $"new({name}) {{ Text = {Literal.Of(string.Join(", ", values))} }}"
            : $"new({string.Join(", ", values.Select(Number).Prepend(name))})";
    }

    private static string Number(object value) => value switch
    {
        bool flag => flag ? "1" : "0",
        double number => Literal.Of(number),
        float number => Literal.Of((double)number),
        _ => Literal.Of(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
    };

    private static IEnumerable<string> Owner(Node node)
    {
        if (node.Owner is { } owner)
            yield return $"SharesWith = {Literal.Of(owner)}";
    }
}
