namespace NetGen.Course.Tests.Networks;

/// <summary>One neuron with relu.</summary>
[Network]
[Input(2)]
[Dense(1), Relu]
internal sealed partial class ReluNeuron;

/// <inheritdoc cref="ReluNeuron"/>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(1), Relu]
internal sealed partial class ReluNeuronDouble;

/// <summary>One neuron with leaky relu.</summary>
[Network]
[Input(2)]
[Dense(1), LeakyRelu]
internal sealed partial class LeakyReluNeuron;

/// <inheritdoc cref="LeakyReluNeuron"/>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(1), LeakyRelu]
internal sealed partial class LeakyReluNeuronDouble;

/// <summary>One neuron with sigmoid, under binary cross-entropy.</summary>
[Network]
[Input(2)]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class SigmoidNeuron;

/// <inheritdoc cref="SigmoidNeuron"/>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class SigmoidNeuronDouble;

/// <summary>A linear output under half the squared error.</summary>
[Network]
[Input(1)]
[Dense(1, Bias = false), Linear]
[MeanSquaredError(Half = true)]
internal sealed partial class GaussianOutput;

/// <inheritdoc cref="GaussianOutput"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1, Bias = false), Linear]
[MeanSquaredError(Half = true)]
internal sealed partial class GaussianOutputDouble;

/// <summary>A sigmoid output under binary cross-entropy.</summary>
[Network]
[Input(1)]
[Dense(1, Bias = false), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class BernoulliOutput;

/// <inheritdoc cref="BernoulliOutput"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(1, Bias = false), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class BernoulliOutputDouble;

/// <summary>A softmax output under categorical cross-entropy.</summary>
[Network]
[Input(1)]
[Dense(3, Bias = false), Softmax]
[CategoricalCrossEntropy]
internal sealed partial class MultinoulliOutput;

/// <inheritdoc cref="MultinoulliOutput"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(3, Bias = false), Softmax]
[CategoricalCrossEntropy]
internal sealed partial class MultinoulliOutputDouble;

/// <summary>Softmax regression of two features, three classes; the mean over samples.</summary>
[Network]
[Input(2)]
[Dense(3, Bias = false), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class SoftmaxClassifier;

/// <inheritdoc cref="SoftmaxClassifier"/>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(3, Bias = false), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class SoftmaxClassifierDouble;

/// <summary>Softmax regression of two features, three classes; the sum over samples.</summary>
[Network]
[Input(2)]
[Dense(3, Bias = false), Softmax]
[SparseCategoricalCrossEntropy(Batch = Reduction.Sum)]
internal sealed partial class SoftmaxClassifierSum;

/// <inheritdoc cref="SoftmaxClassifierSum"/>
[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(3, Bias = false), Softmax]
[SparseCategoricalCrossEntropy(Batch = Reduction.Sum)]
internal sealed partial class SoftmaxClassifierSumDouble;
