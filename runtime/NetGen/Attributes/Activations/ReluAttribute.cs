namespace NetGen;

/// <summary>Rectified linear unit: <c>x &lt;= 0 ? 0 : x</c>, derivative 0 at 0.</summary>
public sealed class ReluAttribute : LayerAttribute;
