namespace NetGen;

/// <summary>Where activations have no slope, or little of it, told from their outputs.</summary>
internal static class FlatPart
{
    /// <summary>Whether a kind of layer answers 0, with a slope of 0, to everything below 0.</summary>
    public static bool IsRectified(string kind) => kind == "Relu";

    /// <summary>Whether a kind of layer goes flat on both sides.</summary>
    public static bool Saturates(string kind) => kind is "Sigmoid" or "Tanh" or "Softsign" or "HardSigmoid" or "HardTanh";

    /// <summary>Whether an output of a layer that saturates lies where the slope is below a share of the steepest one.</summary>
    /// <param name="kind">The kind of the layer.</param>
    /// <param name="output">What it answered.</param>
    /// <param name="share">The share.</param>
    public static bool Contains(string kind, double output, double share)
    {
        double slope = kind switch
        {
            // sigmoid' = y (1 - y), at most 1/4
            "Sigmoid" => 4 * output * (1 - output),
            // tanh' = 1 - y^2
            "Tanh" => 1 - (output * output),
            // With y = x / (1 + |x|) it is softsign' = 1 / (1 + |x|)^2 = (1 - |y|)^2.
            "Softsign" => (1 - Math.Abs(output)) * (1 - Math.Abs(output)),
            "HardSigmoid" => output <= 0 || output >= 1 ? 0 : 1,
            _ => output <= -1 || output >= 1 ? 0 : 1,
        };
        return slope < share;
    }
}
