namespace NetGen.Course.Tests.Networks;

/// <summary>A threshold on a weighted sum of two inputs.</summary>
[Network]
[Input(2)]
[Dense(1), Step]
internal sealed partial class Perceptron;

/// <inheritdoc cref="Perceptron"/>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(1), Step]
internal sealed partial class PerceptronDouble;

/// <summary>Two perceptrons side by side and a third on what they say.</summary>
[Network]
[Input(2)]
[Dense(2), Step]
[Dense(1), Step]
internal sealed partial class TwoLevelPerceptron;

/// <inheritdoc cref="TwoLevelPerceptron"/>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(2), Step]
[Dense(1), Step]
internal sealed partial class TwoLevelPerceptronDouble;
