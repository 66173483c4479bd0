namespace NetGen;

/// <summary>The square root: <c>sqrt(x)</c>; NaN below 0. Its derivative is infinite at 0.</summary>
public sealed class SqrtAttribute : LayerAttribute;
