using NetGen.Models.Layouts;

namespace NetGen.Models.Onnx.Attention;

/// <summary>Products of queries and keys on their way through scale, mask and softmax. No layer puts them out by themselves.</summary>
/// <param name="Query">The queries.</param>
/// <param name="Key">The keys.</param>
/// <param name="Layout">How the queries lie: heads, steps and features of a head.</param>
/// <param name="Heads">The heads, steps and features of a head.</param>
internal sealed record AttentionScores(Projection Query, Projection Key, Layout Layout, HeadExtents Heads)
{
    /// <summary>What the products are multiplied by.</summary>
    public float Scale { get; init; } = 1;

    /// <summary>Whether a step sees itself and those before it alone.</summary>
    public bool IsCausal { get; init; }

    /// <summary>Whether the softmax is taken.</summary>
    public bool IsNormalized { get; init; }
}

/// <summary>The extents of queries, keys and values.</summary>
internal readonly record struct HeadExtents(int Steps, int Heads, int Width)
{
    /// <summary>The extents of a tensor that is stored step by step, head by head; null where it is stored otherwise.</summary>
    /// <param name="layout">Of the tensor.</param>
    /// <param name="stepAxis">Its axis of steps.</param>
    /// <param name="featureAxis">Its axis of features of a head.</param>
    public static HeadExtents? Of(Layout layout, int stepAxis, int featureAxis)
    {
        layout = layout.Canonical();
        Factor[] steps = [.. layout.Order.Where(factor => factor.Axis == stepAxis)],
            features = [.. layout.Order.Where(factor => factor.Axis == featureAxis)];
        Factor[] heads = [.. layout.Order.Where(factor => factor.Axis != stepAxis && factor.Axis != featureAxis)];
        if (steps.Length > 1 || features.Length > 1 || heads.Length > 1 || layout.Batch?.Axis == stepAxis
            || layout.Batch?.Axis == featureAxis
            || !layout.Order.SequenceEqual([.. steps, .. heads, .. features]))
            return null;
        int Extent(Factor[] factors) => factors.Length == 0 ? 1 : layout.Extent(factors[0]);
        return new HeadExtents(Extent(steps), Extent(heads), Extent(features));
    }
}
