namespace NetGen;

/// <summary>
/// The sum of values of one shape, element by element: what a residual connection ends in (He et al., "Deep residual learning", 2016).
/// </summary>
/// <param name="names">The names of the layers or inputs to join the running value with, at least one.</param>
public sealed class AddAttribute(params string[] names) : JoinAttribute(names)
{
    /// <summary>
    /// What brings named values of another shape to that of the running value. Its layers go by the name of this one:
    /// <c>Add1Projection</c>. Default: nothing.
    /// </summary>
    public Projection Project { get; set; }
}
