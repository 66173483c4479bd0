namespace NetGen;

/// <summary>The natural logarithm: <c>log(x)</c>; minus infinity at 0, NaN below.</summary>
public sealed class LogAttribute : LayerAttribute;
