namespace NetGen;

/// <summary>
/// Heaviside step: <c>x &gt; 0 ? 1 : 0</c>. Its derivative is taken as 0, so nothing below it can be trained by gradients.
/// </summary>
public sealed class StepAttribute : LayerAttribute;
