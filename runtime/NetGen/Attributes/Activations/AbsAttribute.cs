namespace NetGen;

/// <summary>The absolute value: <c>|x|</c>, with the derivative 0 at 0.</summary>
public sealed class AbsAttribute : LayerAttribute;
