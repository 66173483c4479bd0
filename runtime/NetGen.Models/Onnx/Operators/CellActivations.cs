using NetGen.Models.Onnx.Messages;

namespace NetGen.Models.Onnx.Operators;

/// <summary>The functions of a recurrent operator: names, and the numbers of those that take some, in the order of the names.</summary>
internal static class CellActivations
{
    /// <summary>Where two numbers of single precision are one.</summary>
    private const float Close = 1e-6f;

    /// <summary>The functions of one direction; both directions have the same.</summary>
    /// <param name="node">The operator.</param>
    /// <param name="usual">Those that it has where it names none.</param>
    /// <param name="directions">How many directions it has.</param>
    public static Nonlinearity[] Read(OnnxNode node, Nonlinearity[] usual, int directions)
    {
        string[] names = node.Find("activations")?.Strings.Select(text => text.ToStringUtf8()).ToArray() ?? [];
        if (names.Length == 0)
            return usual;
        if (names.Length != directions * usual.Length)
            throw node.Fault($"it names {names.Length} activations, expected {directions * usual.Length}");
        Queue<float> alphas = Numbers(node, "activation_alpha"), betas = Numbers(node, "activation_beta");
        Nonlinearity[] all = [.. names.Select(name => Function(node, name, alphas, betas))];
        if (alphas.Count + betas.Count > 0)
        {
            throw node.Fault($"its activations {string.Join(", ", names)} take fewer numbers than it gives: "
                + $"{alphas.Count} of 'activation_alpha' and {betas.Count} of 'activation_beta' are left");
        }

        return all.AsSpan(0, usual.Length).SequenceEqual(all.AsSpan(all.Length - usual.Length))
            ? all[..usual.Length]
            : throw node.Fault($"its directions have different activations, {string.Join(", ", names)}");
    }

    private static Nonlinearity Function(OnnxNode node, string name, Queue<float> alphas, Queue<float> betas)
    {
        switch (name.ToLowerInvariant())
        {
            case "tanh":
                return Nonlinearity.Tanh;
            case "relu":
                return Nonlinearity.Relu;
            case "sigmoid":
                return Nonlinearity.Sigmoid;
            case "softsign":
                return Nonlinearity.Softsign;
            case "softplus":
                return Nonlinearity.Softplus;
            case "elu":
                float scale = Next(alphas, 1);
                return Is(scale, 1)
                    ? Nonlinearity.Elu
                    : throw node.Fault(FormattableString.Invariant($"its activation {name} has an alpha of {scale}, expected 1"));
            case "affine":
                (float slope, float shift) = (Next(alphas, 1), Next(betas, 0));
                return Is(slope, 1) && Is(shift, 0)
                    ? Nonlinearity.Linear
                    : throw node.Fault(FormattableString.Invariant($"its activation {name} is {slope} x + {shift}, expected x"));
            case "hardsigmoid":
                (float steepness, float middle) = (Next(alphas, 0.2f), Next(betas, 0.5f));
                return Is(middle, 0.5f) && Is(steepness, 0.2f) ? Nonlinearity.SteepHardSigmoid
                    : Is(middle, 0.5f) && Is(steepness, 1f / 6) ? Nonlinearity.HardSigmoid
                    : throw node.Fault(FormattableString.Invariant(
                        $"its activation {name} is clip({steepness} x + {middle}, 0, 1), expected a slope of 0.2 or 1/6")
                        + " and 0.5 in the middle");
            default:
                throw node.Fault(
                    $"its activation is {name}, expected one of Tanh, Relu, Sigmoid, HardSigmoid, Softsign, Softplus, Elu, Affine");
        }
    }

    private static bool Is(float number, float expected) => Math.Abs(number - expected) < Close;

    private static float Next(Queue<float> numbers, float missing) => numbers.TryDequeue(out float number) ? number : missing;

    private static Queue<float> Numbers(OnnxNode node, string name) => new(node.Find(name) is { } attribute ? attribute.Floats : []);
}
