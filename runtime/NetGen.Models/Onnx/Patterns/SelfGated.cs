using System.Collections.Immutable;
using NetGen.Models.Building;

namespace NetGen.Models.Onnx.Patterns;

/// <summary>A value times a function of itself: x sigmoid(x), x tanh(softplus(x)), x clip(x / 6 + 1/2, 0, 1).</summary>
internal static class SelfGated
{
    private static readonly (string Kind, ImmutableArray<string> Functions)[] s_known =
        [("Silu", ["Sigmoid"]), ("HardSwish", ["HardSigmoid"]), ("Mish", ["Tanh", "Softplus"])];

    /// <summary>The layer that says it; null where there is none.</summary>
    public static FeatureMap? Match(Mapping mapping, FeatureMap left, FeatureMap right) => Gate(mapping, left, right) ?? Gate(mapping, right, left);

    private static FeatureMap? Gate(Mapping mapping, FeatureMap plain, FeatureMap gate)
    {
        foreach ((string kind, ImmutableArray<string> functions) in s_known)
        {
            NetworkValue? value = gate.Value;
            foreach (string function in functions)
                value = value is { IsInput: false } && mapping.Network.Layers[value.Index] is var placed && placed.Layer.Kind == function ? placed.Sources[0] : null;
            if (value is not null && value.Index == plain.Value.Index && gate.Layout.IsAs(plain.Layout))
                return plain with { Value = mapping.Network.Add(new NewLayer(kind), plain.Value, plain.Value.Shape) };
        }

        return null;
    }
}
