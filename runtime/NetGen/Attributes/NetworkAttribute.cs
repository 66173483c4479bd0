namespace NetGen;

/// <summary>
/// Marks a partial class as a neural network. Its layers are the other attributes, in source order; the generator
/// writes the forward and backward code of exactly that network into the other half of the class.
/// </summary>
/// <example>
/// <code>
/// [Network]
/// [Input(784)]
/// [Dense(128), Relu]
/// [Dense(10), Softmax]
/// [SparseCategoricalCrossEntropy]
/// public sealed partial class Classifier;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>The number type. Default: <see cref="Precision.Single"/>.</summary>
    public Precision Precision { get; set; }

    /// <summary>
    /// Adds a nested static class <c>Textbook</c>: the same network as plain scalar loops, with every intermediate by name. Mostly one
    /// sample after the other; with <c>BatchNorm</c> or <c>Dropout</c> training is written step by step over the whole batch, and the
    /// running statistics and the masks are arguments: <c>buffers</c> and <c>masks</c>.
    /// </summary>
    public bool Textbook { get; set; }

    /// <summary>
    /// Lets the outputs of every layer be looked at: the class then implements <see cref="ITracedNetwork{T}"/>. What runs without looking
    /// costs nothing for it but its text.
    /// </summary>
    public bool Trace { get; set; }

    /// <summary>Overrules the cost model that chooses between straight-line code and loops. Default: <see cref="Unroll.Auto"/>.</summary>
    public Unroll Unroll { get; set; }
}
