using System.Globalization;
using System.Text;

namespace NetGen.Models.Export.PyTorch;

/// <summary>Makes the Python file of a network and the tensors of its state.</summary>
internal static class TorchWriter
{
    private const string Imports = """
        import json
        import math
        import pathlib
        import struct

        import torch
        import torch.nn.functional as F
        from torch import nn
        """;

    private const string Loading = """
        def read_state(path):
            '''The tensors of a safetensors file by their names.'''
            types = {"F32": torch.float32, "F64": torch.float64, "I64": torch.int64}
            content = bytearray(pathlib.Path(path).read_bytes())
            start = 8 + struct.unpack_from("<Q", content)[0]
            header = json.loads(content[8:start])
            header.pop("__metadata__", None)
            state = {}
            for name, entry in header.items():
                first, last = entry["data_offsets"]
                dtype = types[entry["dtype"]]
                count = (last - first) // torch.empty((), dtype=dtype).element_size()
                state[name] = torch.frombuffer(content, dtype=dtype, count=count, offset=start + first).reshape(entry["shape"])
            return state


        def load(path=None):
            '''The module with its weights, for inference; by default those of the safetensors file beside this one.'''
            module = CLASS()
            module.load_state_dict(read_state(path or pathlib.Path(__file__).with_suffix("ENDING")))
            return module.eval()
        """;

    public static (string Text, List<(string Key, NumberTensor Tensor)> State) Write(ExportSource source, string ending)
    {
        var module = new TorchModuleText(source);
        NetworkDescription network = source.Network;
        Dictionary<string, ExportValue> values = [];
        List<ExportValue> inputs = [];
        void Input(string name, string variable, LayerDescription? part)
        {
            values[name] = new ExportValue(module.Variable(variable), part?.OutputShape ?? network.InputShape);
            inputs.Add(values[name]);
        }

        if (network.Layers.All(layer => layer.Kind != "InputPart"))
            Input(NetworkDescription.InputName, "x", null);
        string[] outputs = [network.Layers[^1].Name];
        foreach (LayerDescription layer in network.Layers)
        {
            if (layer.Kind == "OutputParts")
                outputs = [.. layer.Inputs];
            else if (layer.Kind == "InputPart")
                Input(layer.Name, layer.Name, layer);
            else
                values[layer.Name] = TorchLayers.Add(module, layer, [.. layer.Inputs.Select(name => values[name])]);
        }

        ExportValue[] results = [.. outputs.Select(name => module.Last(values[name]))];
        return (Text(module, inputs, outputs, results).Replace("ENDING", ending, StringComparison.Ordinal), module.State);
    }

    private static string Text(TorchModuleText module, List<ExportValue> inputs, string[] outputs, ExportValue[] results)
    {
        NetworkDescription network = module.Source.Network;
        string name = PythonNames.Class(network.Name);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"\"\"\"{network.Name}, written by NetGen: load() gives the module with its weights.\"\"\"\n\n{Lines(Imports)}\n");
        foreach (string helper in module.Helpers)
            text.Append(CultureInfo.InvariantCulture, $"\n\n{Lines(helper)}\n");
        text.Append(CultureInfo.InvariantCulture, $"\n\nclass {name}(nn.Module):\n");
        foreach (string line in Documentation(network, inputs, outputs, results))
            text.Append(line.Length == 0 ? "\n" : $"    {line}\n");
        text.Append("\n    def __init__(self):\n        super().__init__()\n");
        foreach (string line in module.Modules)
            text.Append(CultureInfo.InvariantCulture, $"        {line}\n");
        if (module.Source.IsDouble)
            text.Append("        self.double()\n");
        text.Append(CultureInfo.InvariantCulture, $"\n    def forward(self, {string.Join(", ", inputs.Select(input => input.Name))}):\n");
        foreach (string line in module.Lines)
            text.Append(CultureInfo.InvariantCulture, $"        {line}\n");
        text.Append(CultureInfo.InvariantCulture, $"        return {string.Join(", ", results.Select(result => result.Name))}\n");
        text.Append(CultureInfo.InvariantCulture, $"\n\n{Lines(Loading).Replace("CLASS", name, StringComparison.Ordinal)}\n");
        return text.ToString();
    }

    private static IEnumerable<string> Documentation(
        NetworkDescription network, List<ExportValue> inputs, string[] outputs, ExportValue[] results)
    {
        string Shapes(IEnumerable<(string Name, ExportValue Value)> values) =>
            string.Join(", ", values.Select(each => $"{each.Name} (batch, {string.Join(", ", each.Value.Shape)})"));
        yield return $"\"\"\"{network.ParameterCount.ToString("N0", CultureInfo.InvariantCulture)} parameters.";
        yield return string.Empty;
        yield return $"Takes {Shapes(inputs.Select(input => (input.Name, input)))}.";
        yield return $"Gives {Shapes(outputs.Zip(results))}.";
        yield return "Channels are the last axis, in and out: the numbers of a sample lie in the order in which NetGen's Forward takes and "
            + "gives them.";
        yield return "\"\"\"";
    }

    /// <summary>The lines of a text of this file, whatever ends them there, with the quotes of Python.</summary>
    private static string Lines(string text) => text.ReplaceLineEndings("\n").Replace("'''", "\"\"\"", StringComparison.Ordinal);
}
