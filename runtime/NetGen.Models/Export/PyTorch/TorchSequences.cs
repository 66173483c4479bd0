using System.Collections.Immutable;

namespace NetGen.Models.Export.PyTorch;

/// <summary>Recurrent layers, embeddings, positional encodings and attention.</summary>
internal static class TorchSequences
{
    public static Dictionary<string, TorchLayer> All { get; } = new()
    {
        ["SimpleRnn"] = (module, layer, inputs) => Recurrent(module, layer, inputs[0], "RNN"),
        ["Lstm"] = (module, layer, inputs) => Recurrent(module, layer, inputs[0], "LSTM"),
        ["Gru"] = (module, layer, inputs) => Recurrent(module, layer, inputs[0], "GRU"),
        ["Embedding"] = Embedding,
        ["PositionalEncoding"] = Positions,
        ["SelfAttention"] = Attention,
    };

    private static ExportValue Recurrent(TorchModuleText module, LayerDescription layer, ExportValue input, string kind)
    {
        int units = (int)layer.Number("Units");
        bool both = layer.Flag("Bidirectional"), hasBias = module.Find("bias") is not null;
        List<string> arguments = [$"{layer.InputShape[^1]}", $"{units}", "batch_first=True"];
        if (!hasBias)
            arguments.Add("bias=False");
        if (both)
            arguments.Add("bidirectional=True");
        string constructor = Constructor(module, layer, kind, arguments);
        string cell = module.Module(
            $"{constructor}({string.Join(", ", arguments)})",
            [.. State(module, units, string.Empty, name => name), .. both
                ? State(module, units, "_reverse", name => $"reverse{char.ToUpperInvariant(name[0])}{name[1..]}") : []]);
        string name = module.Last(input).Name;
        if (layer.Flag("ReturnSequence"))
            return module.Let($"{cell}({name})[0]");
        string last = kind == "LSTM" ? "[1][0]" : "[1]";
        return both ? module.Let($"torch.cat(tuple({cell}({name}){last}), dim=1)") : module.Let($"{cell}({name}){last}[0]");
    }

    /// <summary>PyTorch's own layer where it has the functions, otherwise one that is written out.</summary>
    private static string Constructor(TorchModuleText module, LayerDescription layer, string kind, List<string> arguments)
    {
        CellFunctions functions = CellFunctions.Of(layer);
        bool isBefore = layer.Flag(nameof(GruAttribute.ResetBefore));
        if (kind == "RNN" && functions.Candidate is (Nonlinearity.Tanh or Nonlinearity.Relu))
        {
            if (functions.Candidate == Nonlinearity.Relu)
                arguments.Add("nonlinearity=\"relu\"");
            return "nn.RNN";
        }

        if (kind != "RNN" && functions.AreUsual && !isBefore)
            return $"nn.{kind}";
        module.Helpers.Add(TorchCells.Text);
        IEnumerable<string> names = new[] { functions.Candidate, functions.Gate, functions.Cell }
            .Select(function => $"\"{function.ToString().ToLowerInvariant()}\"");
        arguments.Insert(0, $"\"{kind}\"");
        arguments.Add($"functions=({string.Join(", ", names)})");
        if (isBefore)
            arguments.Add("reset_before=True");
        return TorchCells.Name;
    }

    /// <summary>
    /// The tensors of a direction. PyTorch has two biases: the second belongs to the recurrent product, and is zero but for the new gate of
    /// a GRU.
    /// </summary>
    private static IEnumerable<(string Key, NumberTensor? Tensor)> State(
        TorchModuleText module, int units, string suffix, Func<string, string> named)
    {
        yield return ($"weight_ih_l0{suffix}", module.Find(named("inputWeights"))!.Permuted(1, 0));
        yield return ($"weight_hh_l0{suffix}", module.Find(named("recurrentWeights"))!.Permuted(1, 0));
        if (module.Find(named("bias")) is not { } bias)
            yield break;
        yield return ($"bias_ih_l0{suffix}", bias);
        NumberTensor? extra = module.Find(named("recurrentBias"));
        int zeros = bias.Shape[0] - (extra is null ? 0 : units);
        NumberTensor none = module.Source.Constant(new double[zeros], zeros);
        yield return ($"bias_hh_l0{suffix}", extra is null ? none : NumberTensor.Stacked([none, extra], bias.Shape));
    }

    private static ExportValue Embedding(TorchModuleText module, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        NumberTensor table = module.Find("table")!;
        string embedding = module.Module($"nn.Embedding({table.Shape[0]}, {table.Shape[1]})", ("weight", table));
        string indices = module.Last(inputs[0]).Name;
        return module.Let($"{embedding}({indices}{(layer.InputShape.Length == 2 ? ".squeeze(2)" : string.Empty)}.long())");
    }

    private static ExportValue Positions(TorchModuleText module, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        module.Helpers.Add(TorchHelpers.PositionalEncoding);
        string encoding = module.Module($"PositionalEncoding({layer.InputShape[0]}, {layer.InputShape[1]})");
        return module.Let($"{encoding}({module.Last(inputs[0]).Name})");
    }

    private static ExportValue Attention(TorchModuleText module, LayerDescription layer, ImmutableArray<ExportValue> inputs)
    {
        module.Helpers.Add(TorchHelpers.SelfAttention);
        (string Key, NumberTensor? Tensor)[] state = [.. new[] { "query", "key", "value", "output" }.SelectMany(name => new[]
        {
            ($"{name}.weight", (NumberTensor?)module.Find(name + "Weights")!.Permuted(1, 0)),
            ($"{name}.bias", module.Find(name + "Bias")),
        })];
        string bias = TorchModuleText.Text(module.Find("queryBias") is not null), causal = TorchModuleText.Text(layer.Flag("Causal"));
        string attention = module.Module(
            $"SelfAttention({layer.InputShape[1]}, {(int)layer.Number("Heads")}, causal={causal}, bias={bias})", state);
        return module.Let($"{attention}({module.Last(inputs[0]).Name})");
    }
}
