namespace NetGen;

/// <summary>
/// A fully connected layer: <c>output[o] = bias[o] + sum over i of input[i] * weights[i, o]</c>.
/// Weights are <c>[in][out]</c> row-major, then the bias <c>[out]</c>.
/// </summary>
/// <param name="units">The number of outputs, at least 1.</param>
public sealed class DenseAttribute(int units) : WeightedLayerAttribute
{
    /// <summary>The number of outputs.</summary>
    public int Units { get; } = units;
}
