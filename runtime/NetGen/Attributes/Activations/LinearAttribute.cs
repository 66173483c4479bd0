namespace NetGen;

/// <summary>The identity: <c>x</c>. Says that a layer has no activation on purpose.</summary>
public sealed class LinearAttribute : LayerAttribute;
