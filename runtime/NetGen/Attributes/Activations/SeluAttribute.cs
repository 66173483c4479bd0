namespace NetGen;

/// <summary>
/// Scaled exponential linear unit (Klambauer et al., 2017): <c>lambda * (x &lt;= 0 ? alpha * (exp(x) - 1) : x)</c> with lambda =
/// 1.0507009873554805, alpha = 1.6732632423543772.
/// </summary>
public sealed class SeluAttribute : LayerAttribute;
