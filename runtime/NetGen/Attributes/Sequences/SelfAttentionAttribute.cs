namespace NetGen;

/// <summary>
/// Scaled dot-product self-attention (Vaswani et al., 2017) over a sequence <c>[steps][features]</c>: queries, keys and values are products
/// of the input with Wq, Wk and Wv; each head takes its part of the features, <c>softmax(q k / sqrt(features / heads)) v</c>, and Wo joins
/// the heads. Parameters: Wq, Wk, Wv, Wo <c>[features][features]</c>, each followed by its bias <c>[features]</c>.
/// </summary>
/// <param name="heads">The number of heads, at least 1; must divide the features.</param>
public sealed class SelfAttentionAttribute(int heads) : WeightedLayerAttribute
{
    /// <summary>The number of heads.</summary>
    public int Heads { get; } = heads;

    /// <summary>Whether a step sees itself and the steps before it only. Default: false.</summary>
    public bool Causal { get; set; }
}
