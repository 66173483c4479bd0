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
                || backward.Bool("use_bias", true) != forward.Bool("use_bias", true) || Form(mapping, backward) != Form(mapping, forward)))
            throw layer.Fault("its directions are layers of different kinds, sizes or functions");
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
        Check(cell);
        (Nonlinearity candidate, Nonlinearity gate, bool isBefore) = Form(mapping, cell);
        if (input.Shape.Length != 2)
            throw owner.Fault($"it takes a sequence, and [{string.Join(", ", input.Shape)}] comes in");
        int units = cell.Count("units"), features = input.Shape[1], width = checked(gates * units),
            outputs = checked((isBoth ? 2 : 1) * units);
        bool hasBias = cell.Bool("use_bias", true), isSequence = cell.Bool("return_sequences");
        NewLayer layer = new NewLayer(kind, CSharpText.Of(units)).WithIf(isSequence, "ReturnSequence", "true")
            .WithIf(isBoth, "Bidirectional", "true").WithIf(!hasBias, "Bias", "false")
            .WithIf(isBefore, nameof(GruAttribute.ResetBefore), "true").WithFunctions(candidate, gate, candidate);
        return mapping.Add(owner, layer, input, isSequence ? [input.Shape[0], outputs] : [outputs],
            [.. Slots(string.Empty), .. isBoth ? Slots("reverse") : []]);

        IEnumerable<(string Name, ImmutableArray<int> Shape)> Slots(string direction)
        {
            string Named(string name) => direction.Length == 0 ? name : direction + char.ToUpperInvariant(name[0]) + name[1..];
            yield return (Named("inputWeights"), [features, width]);
            yield return (Named("recurrentWeights"), [units, width]);
            if (hasBias)
                yield return (Named("bias"), [width]);
            if (hasBias && kind == "Gru" && !isBefore)
                yield return (Named("recurrentBias"), [units]);
        }
    }

    /// <summary>
    /// The function of a cell's candidate, that of its gates, and whether a reset gate applies before the recurrent product.
    /// </summary>
    private static (Nonlinearity Candidate, Nonlinearity Gate, bool IsBefore) Form(KerasMapping mapping, JsonNode cell) =>
    (
        Function(mapping, cell, "activation", "tanh"),
        cell.Operator == "SimpleRNN" ? Nonlinearity.Sigmoid : Function(mapping, cell, "recurrent_activation", "sigmoid"),
        cell.Operator == "GRU" && !cell.Bool("reset_after"));

    private static Nonlinearity Function(KerasMapping mapping, JsonNode cell, string argument, string missing) =>
        ActivationLayers.Name(cell, argument, missing) switch
    {
        "tanh" => Nonlinearity.Tanh,
        "relu" => Nonlinearity.Relu,
        "sigmoid" => Nonlinearity.Sigmoid,
        "linear" => Nonlinearity.Linear,
        "softsign" => Nonlinearity.Softsign,
        "softplus" => Nonlinearity.Softplus,
        "elu" => Nonlinearity.Elu,
        "hard_sigmoid" => mapping.IsKeras3 ? Nonlinearity.HardSigmoid : Nonlinearity.SteepHardSigmoid,
        string other => throw cell.Fault(
            $"its '{argument}' is '{other}', expected one of tanh, relu, sigmoid, linear, hard_sigmoid, softsign, softplus, elu"),
    };

    private static void Check(JsonNode cell)
    {
        foreach (string argument in new[] { "go_backwards", "return_state", "stateful", "time_major" })
        {
            if (cell.Bool(argument))
                throw cell.Fault(
                    $"its '{argument}' is set, and a layer here starts each sequence anew, forward, and gives its outputs alone");
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
