namespace NetGen;

/// <summary>Rectified linear unit that is cut at 6: <c>clip(x, 0, 6)</c>, with the derivative 0 at 0 and at 6.</summary>
public sealed class Relu6Attribute : LayerAttribute;
