using System.Collections.Immutable;
using System.Text.Json;
using NetGen.Models.Building;
using NetGen.Models.Json;

namespace NetGen.Models.Audio;

/// <summary>
/// The state of a PyTorch module as JSON: tensors by name, in the order of its layers, which is taken for the order in which they are
/// applied. Linear, Conv1d, LSTM, GRU and RNN by the names and shapes of their tensors; what has no weights is not in such a file.
/// </summary>
internal sealed class TorchState
{
    private readonly NetworkBuilder _network;
    private readonly JsonNode _model;
    private readonly ImportOptions _options;
    private NetworkValue? _value;

    private TorchState(NetworkBuilder network, JsonNode model, ImportOptions options) =>
        (_network, _model, _options) = (network, model, options);

    public static NetworkValue Build(NetworkBuilder network, JsonNode model, ImportOptions options)
    {
        var state = new TorchState(network, model, options);
        List<(string Layer, Dictionary<string, JsonTensor> Tensors)> layers = [];
        foreach (JsonProperty property in model.Element.EnumerateObject())
        {
            (string layer, string tensor) = Split(property.Name);
            if (layers.Count == 0 || layers[^1].Layer != layer)
                layers.Add((layer, []));
            layers[^1].Tensors[tensor] = JsonTensor.Read(property.Value, model with { Node = property.Name }, property.Name);
        }

        if (layers.Count == 0)
            throw model.Fault("it has neither 'layers' nor tensors");
        foreach ((string layer, Dictionary<string, JsonTensor> tensors) in layers)
            state.Layer(model with { Node = layer.Length == 0 ? "model" : layer }, tensors);
        return state._value!;
    }

    /// <summary>The layer and the tensor that a key names; each layer of a stack of recurrent ones is one.</summary>
    private static (string Layer, string Tensor) Split(string key)
    {
        int point = key.LastIndexOf('.'), level = key.LastIndexOf("_l", StringComparison.Ordinal);
        string module = point < 0 ? string.Empty : key[..point], tensor = key[(point + 1)..];
        return level > point && int.TryParse(key[(level + 2)..], out _)
            ? ($"{module}{key[level..]}", key[(point + 1)..level]) : (module, tensor);
    }

    private void Layer(JsonNode node, Dictionary<string, JsonTensor> tensors)
    {
        if (tensors.TryGetValue("weight_ih", out JsonTensor? input) && tensors.TryGetValue("weight_hh", out JsonTensor? recurrent))
            Recurrent(node, tensors, input, recurrent);
        else if (tensors.TryGetValue("weight", out JsonTensor? weight) && weight.Rank == 2)
            Dense(node, tensors, weight);
        else if (weight is { Rank: 3 })
            Convolution(node, tensors, weight);
        else
            throw node.Fault($"its tensors {string.Join(", ", tensors.Keys.Order(StringComparer.Ordinal))} are not those of Linear, "
                + "Conv1d, LSTM, GRU or RNN");
    }

    private NetworkValue Input(int features)
    {
        _value ??= _network.Input(_options.Steps ?? ImportContext.DefaultSteps, features);
        return _value;
    }

    private void Dense(JsonNode node, Dictionary<string, JsonTensor> tensors, JsonTensor weight)
    {
        int units = weight.Shape[0];
        NetworkValue value = Input(weight.Shape[1]);
        float[] numbers = Rearrange.Transpose(weight.As(node, "weight", units, value.Shape[1]), [units, value.Shape[1]], [1, 0]);
        NewLayer layer = new NewLayer("Dense", CSharpText.Of(units))
            { Weights = WithBias(node, WeightTensor.Of("weights", numbers, value.Shape[1], units), tensors, units) };
        Add(node, "Linear", layer.WithIf(layer.Weights.Length == 1, "Bias", "false"), [value.Shape[0], units]);
    }

    private void Convolution(JsonNode node, Dictionary<string, JsonTensor> tensors, JsonTensor weight)
    {
        int filters = weight.Shape[0], inputs = weight.Shape[1], kernel = weight.Shape[2];
        NetworkValue value = Input(_options.Features ?? inputs);
        int groups = inputs == 0 ? 0 : value.Shape[1] / inputs;
        if (value.Shape[1] != inputs * groups || groups == 0 || filters % groups != 0)
            throw node.Fault($"its weight is {weight.ShapeText}, and {value.Shape[1]} features come in");
        long left = value.Shape[0] - ((long)(kernel - 1) * _options.Dilation) - 1;
        if (left < 0)
            throw node.Fault(
                $"its kernel of {kernel} steps, {_options.Dilation} apart, is longer than the {value.Shape[0]} steps that come in");
        int stride = Stride(node, left);
        float[] numbers = Rearrange.Transpose(weight.Numbers, [filters, inputs, kernel], [2, 1, 0]);
        NewLayer layer = new NewLayer("Conv1D", CSharpText.Of(filters), CSharpText.Of(kernel))
            { Weights = WithBias(node, WeightTensor.Of("weights", numbers, kernel, inputs, filters), tensors, filters) };
        layer = layer.WithIf(stride > 1, "Stride", CSharpText.Of(stride))
            .WithIf(_options.Dilation > 1, "Dilation", CSharpText.Of(_options.Dilation))
            .WithIf(groups > 1, "Groups", CSharpText.Of(groups)).WithIf(layer.Weights.Length == 1, "Bias", "false");
        Add(node, "Conv1d", layer, [(int)(left / stride) + 1, filters]);
    }

    /// <summary>The stride; where the steps that come out are known, the smallest that makes as many.</summary>
    private int Stride(JsonNode node, long left)
    {
        if (_options.OutputSteps is not { } steps)
            return _options.Stride;
        for (int stride = 1; stride <= left + 1; stride++)
        {
            if ((left / stride) + 1 == steps)
                return stride;
        }

        throw node.Fault($"no stride makes {steps} steps of the {left + 1} places of its kernel");
    }

    private void Recurrent(JsonNode node, Dictionary<string, JsonTensor> tensors, JsonTensor input, JsonTensor recurrent)
    {
        if (input.Rank != 2 || recurrent.Rank != 2 || recurrent.Shape[1] == 0)
            throw node.Fault($"its weights are {input.ShapeText} and {recurrent.ShapeText}, expected matrices");
        int units = recurrent.Shape[1], gates = recurrent.Shape[0] / units, width = gates * units;
        (string kind, string torch) = gates switch
        {
            1 => ("SimpleRnn", "RNN"),
            3 => ("Gru", "GRU"),
            4 => ("Lstm", "LSTM"),
            _ => throw node.Fault($"its recurrent weights are {recurrent.ShapeText}: {gates} gates, expected 1, 3 or 4"),
        };
        NetworkValue value = Input(input.Shape[1]);
        int features = value.Shape[1];
        float[] Matrix(JsonTensor tensor, string name, int rows) =>
            Rearrange.Transpose(tensor.As(node, name, width, rows), [width, rows], [1, 0]);
        WeightTensor[] matrices =
        [
            WeightTensor.Of("inputWeights", Matrix(input, "weight_ih", features), features, width),
            WeightTensor.Of("recurrentWeights", Matrix(recurrent, "weight_hh", units), units, width),
        ];
        bool hasBias = tensors.ContainsKey("bias_ih") || tensors.ContainsKey("bias_hh");
        NewLayer layer = new(kind, CSharpText.Of(units))
            { Weights = hasBias ? [.. matrices, .. Biases(node, tensors, units, gates)] : [.. matrices] };
        Add(node, torch, layer.With("ReturnSequence", "true").WithIf(!hasBias, "Bias", "false"), [value.Shape[0], units]);
    }

    private static WeightTensor[] Biases(JsonNode node, Dictionary<string, JsonTensor> tensors, int units, int gates)
    {
        float[] Bias(string name) => tensors.TryGetValue(name, out JsonTensor? tensor)
            ? tensor.As(node, name, gates * units) : throw node.Fault($"'{name}' is missing");
        float[] input = Bias("bias_ih"), recurrent = Bias("bias_hh");
        return gates == 3 ? RecurrentBias.Gru([.. input, .. recurrent], units) : [RecurrentBias.Sum(input, recurrent)];
    }

    private void Add(JsonNode node, string module, NewLayer layer, ImmutableArray<int> shape)
    {
        _value = _network.Add(layer, _value!, shape);
        _network.Report(node.Node, module, layer.Kind);
    }

    private static ImmutableArray<WeightTensor> WithBias(
        JsonNode node, WeightTensor weights, Dictionary<string, JsonTensor> tensors, int units) =>
        tensors.TryGetValue("bias", out JsonTensor? bias)
            ? [weights, WeightTensor.Of("bias", bias.As(node, "bias", units), units)] : [weights];
}
