using System.Collections.Immutable;
using System.Text.Json;
using NetGen.Models.Building;
using NetGen.Models.Json;

namespace NetGen.Models.Audio;

/// <summary>The layers of an RTNeural model.</summary>
internal sealed class RtNeuralLayers
{
    private readonly NetworkBuilder _network;
    private NetworkValue _value;

    /// <summary>The features of a step, or of the vector.</summary>
    private int Features => _value.Shape[^1];

    private RtNeuralLayers(NetworkBuilder network, NetworkValue input) => (_network, _value) = (network, input);

    public static NetworkValue Build(NetworkBuilder network, JsonNode model, ImportOptions options)
    {
        ImmutableArray<int?> shape = Shape(model, "in_shape");
        if (shape.Length is not (2 or 3) || shape[^1] is not { } features)
            throw model.Fault($"'in_shape' has {shape.Length} extents, expected a batch, steps, and the features of a step");
        int steps = options.Steps ?? (shape.Length == 3 ? shape[1] : null) ?? ImportContext.DefaultSteps;
        // A model of vectors is one of sequences where steps are asked for: a vector a step.
        bool isVector = shape.Length == 2 && options.Steps is null;
        var layers = new RtNeuralLayers(network, isVector ? network.Input(features) : network.Input(steps, features));
        ImmutableArray<JsonElement> elements = model.Array("layers");
        for (int i = 0; i < elements.Length; i++)
        {
            if (elements[i].ValueKind != JsonValueKind.Object)
                throw new ModelImportException($"layer {i}", string.Empty, "it is no object");
            var node = new JsonNode(elements[i], $"layer {i}", string.Empty);
            int before = network.Layers.Count;
            layers.Layer(node with { Operator = node.Text("type") }, shape.Length == 3 ? shape[1] : null);
            network.Report(node.Node, node.Text("type"),
                string.Join(", ", network.Layers.Skip(before).Select(layer => layer.Layer.Kind)
                .DefaultIfEmpty("nothing: it changes nothing")));
        }

        return layers._value;
    }

    private void Layer(JsonNode node, int? stepsOfFile)
    {
        int before = Features;
        switch (node.Operator)
        {
            case "dense" or "time-distributed-dense":
                Dense(node);
                break;
            case "conv1d":
                Convolution(node, stepsOfFile);
                break;
            case "lstm" or "gru":
                Recurrent(node);
                break;
            case "batchnorm":
                Normalize(node);
                break;
            case "prelu":
                Slope(node);
                break;
            case "activation":
                break;
            default:
                throw node.Fault("layers of this type are not read; those that are: dense, time-distributed-dense, conv1d, lstm, gru, "
                    + "batchnorm, prelu, activation");
        }

        if (node.Operator is not ("lstm" or "gru" or "prelu")
            && SoundActivation.OfRtNeural(node, node.Has("activation") ? node.Text("activation") : string.Empty) is { } activation)
            _value = activation.Apply(_network, _value);
        if (Shape(node, "shape") is [.., { } features] && features != Features)
            throw node.Fault($"its 'shape' ends in {features} features, and its weights make {Features} of the {before} that come in");
    }

    private void Dense(JsonNode node)
    {
        ImmutableArray<JsonTensor> weights = Weights(node, 1, 2);
        int inputs = Features, units = weights[0].Rank == 2 ? weights[0].Shape[1] : 0;
        WeightTensor matrix = WeightTensor.Of("weights", weights[0].As(node, "the kernel", inputs, units), inputs, units);
        NewLayer layer = new NewLayer("Dense", CSharpText.Of(units)) { Weights = WithBias(node, matrix, weights, units) };
        Add(layer.WithIf(weights.Length == 1, "Bias", "false"), units);
    }

    /// <summary>A causal convolution; where the file says that the sequence gets shorter, one without border.</summary>
    private void Convolution(JsonNode node, int? stepsOfFile)
    {
        ImmutableArray<JsonTensor> weights = Weights(node, 1, 2);
        int inputs = Features, dilation = node.IntOrSingle("dilation", 1), groups = node.IntOrSingle("groups", 1),
            stride = node.IntOrSingle("strides", 1);
        if (_value.Shape.Length != 2)
            throw node.Fault("it takes a sequence, and a vector comes in");
        if (weights[0].Rank != 3 || inputs % groups != 0)
            throw node.Fault($"its kernel is {weights[0].ShapeText} in {groups} groups, expected [kernel][features / groups][filters] for "
                + $"{inputs} features");
        int kernel = weights[0].Shape[0], filters = weights[0].Shape[2];
        if (node.IntOrSingle("kernel_size", kernel) != kernel)
            throw node.Fault($"its 'kernel_size' is {node.IntOrSingle("kernel_size", kernel)}, and its kernel has {kernel} steps");
        WeightTensor tensor =
            WeightTensor.Of("weights", weights[0].As(node, "the kernel", kernel, inputs / groups, filters), kernel, inputs / groups,
            filters);
        ImmutableArray<WeightTensor> tensors = WithBias(node, tensor, weights, filters);
        bool isCausal = stride == 1 && !(stepsOfFile is not null && Shape(node, "shape") is [_, { } after, _] && after < _value.Shape[0]);
        if (isCausal)
            Causal(tensors, (kernel, filters, dilation, groups));
        else
            Valid(node, tensors, (kernel, filters, dilation, groups, stride));
    }

    private void Causal(ImmutableArray<WeightTensor> tensors, (int Kernel, int Filters, int Dilation, int Groups) size)
    {
        // Zeros in the place of the weights between groups, so that the convolution streams.
        int inputs = Features;
        WeightTensor whole = WeightTensor.Of(
            "weights", Ungrouped(tensors[0].Numbers(), size.Kernel, inputs, size.Filters, size.Groups), size.Kernel, inputs, size.Filters);
        NewLayer layer = new NewLayer("CausalConv1D", CSharpText.Of(size.Filters), CSharpText.Of(size.Kernel))
            { Weights = tensors.SetItem(0, whole) };
        Add(layer.WithIf(size.Dilation > 1, "Dilation", CSharpText.Of(size.Dilation)).WithIf(tensors.Length == 1, "Bias", "false"),
            size.Filters);
    }

    private void Valid(JsonNode node, ImmutableArray<WeightTensor> tensors,
        (int Kernel, int Filters, int Dilation, int Groups, int Stride) size)
    {
        long left = _value.Shape[0] - ((long)(size.Kernel - 1) * size.Dilation) - 1;
        if (left < 0)
            throw node.Fault(
                $"its kernel of {size.Kernel} steps, {size.Dilation} apart, is longer than the {_value.Shape[0]} steps that come in");
        NewLayer layer = new NewLayer("Conv1D", CSharpText.Of(size.Filters), CSharpText.Of(size.Kernel)) { Weights = tensors };
        layer = layer.WithIf(size.Stride > 1, "Stride", CSharpText.Of(size.Stride))
            .WithIf(size.Dilation > 1, "Dilation", CSharpText.Of(size.Dilation))
            .WithIf(size.Groups > 1, "Groups", CSharpText.Of(size.Groups)).WithIf(tensors.Length == 1, "Bias", "false");
        _value = _network.Add(layer, _value, [(int)(left / size.Stride) + 1, size.Filters]);
    }

    private static float[] Ungrouped(float[] weights, int kernel, int inputs, int filters, int groups)
    {
        if (groups == 1)
            return weights;
        int inputsOfGroup = inputs / groups, filtersOfGroup = filters / groups;
        float[] whole = new float[kernel * inputs * filters];
        for (int i = 0; i < weights.Length; i++)
        {
            int filter = i % filters, row = i / filters, tap = row / inputsOfGroup,
                input = (filter / filtersOfGroup * inputsOfGroup) + (row % inputsOfGroup);
            whole[(((tap * inputs) + input) * filters) + filter] = weights[i];
        }

        return whole;
    }

    private void Recurrent(JsonNode node)
    {
        ImmutableArray<JsonTensor> weights = Weights(node, 2, 3);
        if (_value.Shape.Length != 2)
            throw node.Fault("it takes a sequence, and a vector comes in");
        int inputs = Features, gates = node.Operator == "lstm" ? 4 : 3, units = weights[1].Shape[0], width = gates * units;
        if (Shape(node, "shape") is [.., { } given] && given != units)
            throw node.Fault($"its 'shape' ends in {given} units, and its recurrent kernel has {units} rows");
        float[] kernel = weights[0].As(node, "the kernel", inputs, width),
            recurrent = weights[1].As(node, "the recurrent kernel", units, width);
        NewLayer layer = node.Operator == "lstm" ? Lstm(node, weights, kernel, recurrent) : Gru(node, weights, kernel, recurrent);
        _value = _network.Add(
            layer.With("ReturnSequence", "true").WithIf(weights.Length == 2, "Bias", "false"), _value, [_value.Shape[0], units]);
    }

    private NewLayer Lstm(JsonNode node, ImmutableArray<JsonTensor> weights, float[] kernel, float[] recurrent)
    {
        // Keras has the gates in our order: input, forget, cell, output.
        int inputs = Features, units = weights[1].Shape[0], width = 4 * units;
        WeightTensor[] matrices =
            [WeightTensor.Of("inputWeights", kernel, inputs, width), WeightTensor.Of("recurrentWeights", recurrent, units, width)];
        return new NewLayer("Lstm", CSharpText.Of(units))
        {
            Weights = weights.Length == 2
                ? [.. matrices] : [.. matrices, WeightTensor.Of("bias", weights[2].As(node, "the bias", width), width)],
        };
    }

    private NewLayer Gru(JsonNode node, ImmutableArray<JsonTensor> weights, float[] kernel, float[] recurrent)
    {
        // Keras has the update gate first, and the biases of both products in two rows.
        int inputs = Features, units = weights[1].Shape[0], width = 3 * units;
        int[] order = [1, 0, 2];
        WeightTensor[] matrices =
        [
            WeightTensor.Of("inputWeights", Rearrange.Blocks(kernel, units, order), inputs, width),
            WeightTensor.Of("recurrentWeights", Rearrange.Blocks(recurrent, units, order), units, width),
        ];
        NewLayer layer = new("Gru", CSharpText.Of(units)) { Weights = [.. matrices] };
        return weights.Length == 2
            ? layer : layer with { Weights = [
            .. matrices, .. RecurrentBias.Gru(Rearrange.Blocks(weights[2].As(node, "the bias", 2, width), units, order), units)] };
    }

    private void Normalize(JsonNode node)
    {
        ImmutableArray<JsonTensor> weights = Weights(node, 2, 4);
        int channels = Features;
        if (weights.Length == 3)
            throw node.Fault("it has three tensors, expected gamma, beta, mean and variance, or mean and variance alone");
        float[] Tensor(int index, string name) => weights[index].As(node, name, channels);
        bool isAffine = weights.Length == 4;
        float epsilon = node.Float("epsilon", 1e-3f);
        if (epsilon <= 0)
            throw node.Fault($"its epsilon is {CSharpText.Of(epsilon)}, expected more than 0");
        float[] gamma = isAffine ? Tensor(0, "gamma") : Enumerable.Repeat(1f, channels).ToArray();
        NewLayer layer = new NewLayer("BatchNorm")
        {
            Weights = [WeightTensor.Of("gamma", gamma, channels),
                WeightTensor.Of("beta", isAffine ? Tensor(1, "beta") : new float[channels], channels)],
            Buffers = [WeightTensor.Of("runningMean", Tensor(weights.Length - 2, "the mean"), channels),
                WeightTensor.Of("runningVariance", Tensor(weights.Length - 1, "the variance"), channels)],
        };
        Add(layer.WithIf(epsilon != 1e-5f, "Epsilon", CSharpText.Of(epsilon)), channels);
    }

    private void Slope(JsonNode node)
    {
        float[] slopes = Weights(node, 1, 1)[0].Numbers;
        int channels = Features;
        if (slopes.Length != 1 && slopes.Length != channels)
            throw node.Fault($"it has {slopes.Length} slopes, expected 1 or {channels}");
        NewLayer layer = new NewLayer("PRelu") { Weights = [WeightTensor.Of("slope", slopes, slopes.Length)] };
        Add(layer.WithIf(slopes.Length > 1, "PerChannel", "true"), channels);
    }

    private void Add(NewLayer layer, int features) => _value = _network.Add(layer, _value, [.. _value.Shape[..^1], features]);

    private static ImmutableArray<WeightTensor> WithBias(
        JsonNode node, WeightTensor weights, ImmutableArray<JsonTensor> tensors, int units) =>
        tensors.Length == 1 ? [weights] : [weights, WeightTensor.Of("bias", tensors[1].As(node, "the bias", units), units)];

    private static ImmutableArray<JsonTensor> Weights(JsonNode node, int least, int most)
    {
        ImmutableArray<JsonTensor> tensors =
            [.. node.Array("weights").Select((element, i) => JsonTensor.Read(element, node, $"weights[{i}]"))];
        if (tensors.Length < least || tensors.Length > most || tensors.Any(tensor => tensor.Rank == 0))
            throw node.Fault($"'weights' has {tensors.Length} tensors, expected {(least == most ? $"{least}" : $"{least} to {most}")}");
        return tensors;
    }

    /// <summary>Extents, null where the file leaves them open.</summary>
    private static ImmutableArray<int?> Shape(JsonNode node, string name) =>
        !node.Has(name) ? [] : [.. node.Array(name).Select(element => element.ValueKind == JsonValueKind.Null ? null
            : element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int extent) && extent >= 1 ? (int?)extent
            : throw node.Fault($"'{name}' holds something else than extents of at least 1"))];
}
