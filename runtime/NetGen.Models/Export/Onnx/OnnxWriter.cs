using System.Collections.Immutable;
using NetGen.Models.Onnx.Messages;

namespace NetGen.Models.Export.Onnx;

/// <summary>Makes the model of a network: its inputs, the nodes of its layers, its outputs.</summary>
internal static class OnnxWriter
{
    /// <summary>What the file says of who made it.</summary>
    public const string Producer = "NetGen";

    private const int IrVersion = 8, Opset = 17;

    public static ModelProto Write(ExportSource source)
    {
        var graph = new OnnxGraph(source);
        NetworkDescription network = source.Network;
        Dictionary<string, ExportValue> values = [];
        if (network.Layers.All(layer => layer.Kind != "InputPart"))
            values[NetworkDescription.InputName] = Input(graph, "input", network.InputShape);
        (string Name, ExportValue Value)[]? outputs = null;
        foreach (LayerDescription layer in network.Layers)
        {
            if (layer.Kind == "OutputParts")
                outputs = [.. layer.Inputs.Select(name => (name, values[name]))];
            else if (layer.Kind == "InputPart")
                values[layer.Name] = Input(graph, layer.Name, layer.OutputShape);
            else
                values[layer.Name] = OnnxLayers.Add(graph, layer, [.. layer.Inputs.Select(name => values[name])]);
        }

        foreach ((string name, ExportValue value) in outputs ?? [("output", values[network.Layers[^1].Name])])
            Output(graph, name, value);
        return new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = Producer,
            OpsetImport = { new OperatorSetIdProto { Version = Opset } },
            Graph = graph.Message,
        };
    }

    private static ExportValue Input(OnnxGraph graph, string name, ImmutableArray<int> shape)
    {
        name = graph.Unique(name);
        graph.Message.Input.Add(Value(graph, name, shape));
        return new ExportValue(name, shape);
    }

    /// <summary>An output has a name of its own, which says nothing of how it is made.</summary>
    private static void Output(OnnxGraph graph, string name, ExportValue value)
    {
        name = graph.Unique(name);
        graph.Message.Node.Add(new NodeProto { Name = name, OpType = "Identity", Input = { graph.Last(value).Name }, Output = { name } });
        graph.Message.Output.Add(Value(graph, name, value.Shape));
    }

    private static ValueInfoProto Value(OnnxGraph graph, string name, ImmutableArray<int> shape)
    {
        var extents = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = "batch" } } };
        foreach (int extent in shape)
            extents.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = extent });
        return new ValueInfoProto
            { Name = name, Type = new TypeProto
            { TensorType = new TypeProto.Types.Tensor { ElemType = graph.NumberType, Shape = extents } } };
    }
}
