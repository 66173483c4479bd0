namespace NetGen;

/// <summary>
/// Joins the running value with those of layers that stand before it. A value that is read twice gets the sum of both gradients.
/// </summary>
public abstract class JoinAttribute : LayerAttribute
{
    private protected JoinAttribute(string[] names) => Names = names;

    /// <summary>The names of the layers or inputs to join with, at least one.</summary>
    public string[] Names { get; }
}
