namespace NetGen;

/// <summary>
/// What a network may cost at most. The build fails when it costs more, and the message says by how much and which layer
/// takes most. What is not set is not limited.
/// </summary>
/// <example>
/// <code>
/// [Network]
/// [Budget(Parameters = 110_000, MultiplyAdds = 200_000, WorkspaceBytes = 1_000_000)]
/// [Input(784)]
/// [Dense(128), Relu]
/// [Dense(10), Softmax]
/// public sealed partial class Classifier;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BudgetAttribute : Attribute
{
    /// <summary>The most trained numbers: <c>ParameterCount</c>. At least 1.</summary>
    public long Parameters { get; set; }

    /// <summary>The most multiply-adds of a forward pass of one sample, as <c>Description</c> counts them. At least 1.</summary>
    public long MultiplyAdds { get; set; }

    /// <summary>
    /// The most bytes of the workspace of one sample, which is <c>CreateWorkspace(1).Bytes</c>: packed parameters, and the values and
    /// gradients of the sample. At least 1.
    /// </summary>
    public long WorkspaceBytes { get; set; }
}
