using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Json;

namespace NetGen.Models.Keras.Layers;

/// <summary>Recurrent layers and embeddings.</summary>
internal static class SequenceLayers
{
    public static Dictionary<string, KerasLayers.SingleMapper> All { get; } = new()
    {
        ["SimpleRNN"] = (mapping, layer, input) => Recurrent(mapping, layer, layer, input, isBoth: false),
        ["LSTM"] = (mapping, layer, input) => Recurrent(mapping, layer, layer, input, isBoth: false),
        ["GRU"] = (mapping, layer, input) => Recurrent(mapping, layer, layer, input, isBoth: false),
        ["Bidirectional"] = Bidirectional,
        ["Embedding"] = Embedding,
    };

    private static NetworkValue Bidirectional(KerasMapping mapping, JsonNode layer, NetworkValue input)
    {
        if (layer.TextOr("merge_mode", "concat") is not "concat" and var mode)
            throw layer.Fault($"its 'merge_mode' is '{mode}', and both directions are concatenated here");
        JsonNode forward = KerasVariables.Inner(layer, "layer");
        if (layer.Has("backward_layer") && KerasVariables.Inner(layer, "backward_layer") is var backward
            && (backward.Operator != forward.Operator || backward.Count("units") != forward.Count("units")
                || backward.Bool("use_bias", true) != forward.Bool("use_bias", true)))
            throw layer.Fault("its directions are layers of different kinds or sizes");
        return Recurrent(mapping, layer, forward with { Node = layer.Node }, input, isBoth: true);
    }

    /// <summary>A recurrent layer.</summary>
    /// <param name="mapping">The network.</param>
    /// <param name="owner">The layer that has the weights.</param>
    /// <param name="cell">The layer that says what they do.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="isBoth">Whether it goes in both directions.</param>
    private static NetworkValue Recurrent(KerasMapping mapping, JsonNode owner, JsonNode cell, NetworkValue input, bool isBoth)
    {
        (string kind, int gates) = cell.Operator switch
        {
            "LSTM" => ("Lstm", 4),
            "GRU" => ("Gru", 3),
            "SimpleRNN" => ("SimpleRnn", 1),
            string other => throw owner.Fault($"it goes over '{other}' in both directions, and LSTM, GRU and SimpleRNN alone do that here"),
        };
        Check(cell, kind);
        if (input.Shape.Length != 2)
            throw owner.Fault($"it takes a sequence, and [{string.Join(", ", input.Shape)}] comes in");
        int units = cell.Count("units"), features = input.Shape[1], width = checked(gates * units),
            outputs = checked((isBoth ? 2 : 1) * units);
        bool hasBias = cell.Bool("use_bias", true), isSequence = cell.Bool("return_sequences");
        string nonlinearity = cell.TextOr("activation", "tanh");
        NewLayer layer = new NewLayer(kind, CSharpText.Of(units)).WithIf(isSequence, "ReturnSequence", "true")
            .WithIf(isBoth, "Bidirectional", "true").WithIf(!hasBias, "Bias", "false")
            .WithIf(nonlinearity != "tanh", "Nonlinearity", "Nonlinearity." + CSharpText.Identifier(nonlinearity));
        return mapping.Add(owner, layer, input, isSequence ? [input.Shape[0], outputs] : [outputs],
            [.. Slots(string.Empty), .. isBoth ? Slots("reverse") : []]);

        IEnumerable<(string Name, ImmutableArray<int> Shape)> Slots(string direction)
        {
            string Named(string name) => direction.Length == 0 ? name : direction + char.ToUpperInvariant(name[0]) + name[1..];
            yield return (Named("inputWeights"), [features, width]);
            yield return (Named("recurrentWeights"), [units, width]);
            if (hasBias)
                yield return (Named("bias"), [width]);
            if (hasBias && kind == "Gru")
                yield return (Named("recurrentBias"), [units]);
        }
    }

    private static void Check(JsonNode cell, string kind)
    {
        string activation = cell.TextOr("activation", "tanh");
        if (kind == "SimpleRnn" ? activation is not ("tanh" or "relu" or "sigmoid" or "linear") : activation != "tanh")
            throw cell.Fault($"its activation is '{activation}', and here it is tanh");
        if (kind != "SimpleRnn" && cell.TextOr("recurrent_activation", "sigmoid") is not "sigmoid" and var gate)
            throw cell.Fault($"its 'recurrent_activation' is '{gate}', and the gates are sigmoids here");
        if (kind == "Gru" && !cell.Bool("reset_after"))
            throw cell.Fault("its reset gate applies before the recurrent product (reset_after = False), and a layer Gru applies it after");
        foreach (string argument in new[] { "go_backwards", "return_state", "stateful", "time_major" })
        {
            if (cell.Bool(argument))
                throw cell.Fault($"its '{argument}' is set, and a layer here starts each sequence anew, forward, and gives its outputs alone");
        }
    }

    private static NetworkValue Embedding(KerasMapping mapping, JsonNode layer, NetworkValue input)
    {
        if (layer.Bool("mask_zero"))
            throw layer.Fault("its 'mask_zero' is set, and no step is skipped here");
        if (input.Shape.Length != 1)
            throw layer.Fault($"it takes a row of indices, and [{string.Join(", ", input.Shape)}] comes in");
        int vocabulary = layer.Count("input_dim"), size = layer.Count("output_dim");
        return mapping.Add(layer, new NewLayer("Embedding", CSharpText.Of(vocabulary), CSharpText.Of(size)), input, [input.Shape[0], size],
            ("table", [vocabulary, size]));
    }
}
