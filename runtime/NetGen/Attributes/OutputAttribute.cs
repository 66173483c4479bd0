namespace NetGen;

/// <summary>
/// Makes the output of a layer an output of the network. A loss right behind it is the loss of this output. Without it the last
/// layer is the output.
/// </summary>
/// <remarks>
/// <code>
/// [Dense(4, From = "body"), Softmax(Name = "policy")]
/// [Dense(1, From = "body", Name = "value")]
/// [Output("policy"), CategoricalCrossEntropy]
/// [Output("value"), MeanSquaredError(Weight = 0.5)]
/// </code>
/// Several outputs lie behind each other in a sample, in this order, and so do the targets of those with a loss. Members that name
/// them take a span for each: <c>Forward(inputs, policy, value)</c>.
/// </remarks>
/// <param name="name">The name of a layer that stands before it.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class OutputAttribute(string name) : Attribute
{
    /// <summary>The name of the layer.</summary>
    public string Name { get; } = name;
}
